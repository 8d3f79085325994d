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
package io.github.flinkcomments.examples.api;

import picocli.CommandLine.TypeConversionException;

/** A fault for every so many requests, as the command line names it: {@code reset/7}. */
record RecurringFault(Fault fault, int period) {

  private static final int PERIOD = 2;

  static RecurringFault parse(String text) {
    String[] parts = text.split("/", 2);
    try {
      return new RecurringFault(
          fault(parts[0]), parts.length == 1 ? PERIOD : Integer.parseInt(parts[1]));
    } catch (NumberFormatException e) {
      throw new TypeConversionException(
          "'" + text + "' is neither a status code nor the name of a fault, with /PERIOD or not.");
    }
  }

  private static Fault fault(String kind) {
    return switch (kind) {
      case "reset" -> new Fault.Reset();
      case "stall" -> new Fault.Stall();
      case "truncate" -> new Fault.Truncate();
      case "error-object" -> new Fault.ErrorObject("something went wrong");
      case "html" -> new Fault.Html();
      case "empty-array" -> new Fault.EmptyArray();
      case "short-page" -> new Fault.ShortPage(1);
      default -> status(Integer.parseInt(kind));
    };
  }

  private static Fault status(int code) {
    Fault.Status status = Fault.Status.of(code);
    return code == 429 || code == 503 ? status.retryAfter("1") : status;
  }
}
