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
package io.github.flinkcomments.connector.rest.source.split;

import org.apache.flink.annotation.Internal;

/**
 * A file of malformed records that was written before a checkpoint and is published once the
 * checkpoint is complete. It is in the reader's state with the splits, because a reader has no
 * other state; the enumerator never sees it.
 *
 * @param file where it will be found
 * @param version of the form in which {@code pending} is written
 * @param pending by what the file system finds the file that was written, in Base64
 */
@Internal
public record DeadLetterSplit(String file, int version, String pending) implements RestSplit {

  @Override
  public String splitId() {
    return "dead letters " + file;
  }
}
