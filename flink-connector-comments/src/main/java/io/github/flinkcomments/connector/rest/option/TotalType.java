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

/**
 * Where a response says how many rows the listing has: the values of {@link RestEndOptions#TOTAL}.
 */
@PublicEvolving
public enum TotalType implements DescribedEnum {
  HEADER,
  BODY,
  NONE;

  @Override
  public InlineElement getDescription() {
    return switch (this) {
      case HEADER -> text("In the header %s.", code("pagination.total-header"));
      case BODY -> text("In the body, at %s.", code("pagination.total-pointer"));
      case NONE -> text("Nowhere. The end is found by probes.");
    };
  }
}
