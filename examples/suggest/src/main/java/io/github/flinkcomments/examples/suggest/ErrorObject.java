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
package io.github.flinkcomments.examples.suggest;

import com.fasterxml.jackson.databind.JsonNode;

/** Errors that come with a status of success. */
final class ErrorObject {

  private ErrorObject() {}

  static boolean isOne(JsonNode root) {
    if (!root.isObject()) {
      return false;
    }
    JsonNode ok = root.path("ok");
    if (ok.isBoolean() && !ok.booleanValue()) {
      return true;
    }
    JsonNode error = root.path("error");
    if (error.isTextual() || error.isObject()) {
      return true;
    }
    JsonNode errors = root.path("errors");
    return errors.isArray() && !errors.isEmpty();
  }
}
