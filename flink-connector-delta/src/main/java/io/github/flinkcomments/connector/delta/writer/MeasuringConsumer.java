/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.flinkcomments.connector.delta.writer;

import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Counts the bytes of the values that it passes on, as they are before they are encoded. */
final class MeasuringConsumer extends RecordConsumer {

  private final RecordConsumer next;
  private long bytes;

  MeasuringConsumer(RecordConsumer next) {
    this.next = next;
  }

  long bytes() {
    return bytes;
  }

  @Override
  public void startMessage() {
    next.startMessage();
  }

  @Override
  public void endMessage() {
    next.endMessage();
  }

  @Override
  public void startField(String field, int index) {
    next.startField(field, index);
  }

  @Override
  public void endField(String field, int index) {
    next.endField(field, index);
  }

  @Override
  public void startGroup() {
    next.startGroup();
  }

  @Override
  public void endGroup() {
    next.endGroup();
  }

  @Override
  public void addInteger(int value) {
    bytes += Integer.BYTES;
    next.addInteger(value);
  }

  @Override
  public void addLong(long value) {
    bytes += Long.BYTES;
    next.addLong(value);
  }

  @Override
  public void addBoolean(boolean value) {
    bytes++;
    next.addBoolean(value);
  }

  @Override
  public void addBinary(Binary value) {
    bytes += Integer.BYTES + value.length();
    next.addBinary(value);
  }

  @Override
  public void addFloat(float value) {
    bytes += Float.BYTES;
    next.addFloat(value);
  }

  @Override
  public void addDouble(double value) {
    bytes += Double.BYTES;
    next.addDouble(value);
  }

  @Override
  public void flush() {
    next.flush();
  }
}
