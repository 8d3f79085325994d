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
package io.github.flinkcomments.connector.rest.option;

import static org.apache.flink.configuration.description.TextElement.code;
import static org.apache.flink.configuration.description.TextElement.text;

import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.DescribedEnum;
import org.apache.flink.configuration.description.InlineElement;

/** How requests are authenticated: the values of {@link RestHttpOptions#AUTHENTICATION_TYPE}. */
@PublicEvolving
public enum AuthenticationType implements DescribedEnum {
  NONE,
  BEARER,
  BASIC;

  @Override
  public InlineElement getDescription() {
    return switch (this) {
      case NONE -> text("Not at all.");
      case BEARER ->
          text(
              "By the header %s with %s.", code("Authorization: Bearer TOKEN"), code("auth.token"));
      case BASIC ->
          text(
              "By the header %s of %s and %s (RFC 7617).",
              code("Authorization: Basic"), code("auth.username"), code("auth.password"));
    };
  }
}
