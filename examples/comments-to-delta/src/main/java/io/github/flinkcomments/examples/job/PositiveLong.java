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
package io.github.flinkcomments.examples.job;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a whole number from 1. */
final class PositiveLong implements ITypeConverter<Long> {

  @Override
  public Long convert(String text) {
    return number(text, Long.MAX_VALUE);
  }

  static long number(String text, long highest) {
    try {
      long number = Long.parseLong(text);
      if (number > 0 && number <= highest) {
        return number;
      }
    } catch (NumberFormatException unreadable) {
      // Refused below, together with what is out of range.
    }
    throw new TypeConversionException("'" + text + "' is not a number from 1 to " + highest);
  }
}
