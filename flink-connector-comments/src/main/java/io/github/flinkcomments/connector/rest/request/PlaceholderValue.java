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
package io.github.flinkcomments.connector.rest.request;

import org.apache.flink.annotation.Internal;

/**
 * What a placeholder stands for in one request.
 *
 * @param text in a URL, a header or a longer text
 * @param json where a JSON body holds the placeholder alone, so that a number stays a number
 */
@Internal
public record PlaceholderValue(String text, String json) {

  /** A number. */
  public static PlaceholderValue of(long number) {
    return new PlaceholderValue(Long.toString(number), Long.toString(number));
  }
}
