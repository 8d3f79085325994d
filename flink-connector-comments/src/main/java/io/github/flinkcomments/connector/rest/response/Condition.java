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
package io.github.flinkcomments.connector.rest.response;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/** What a rule wants of a response. */
sealed interface Condition extends Serializable {

  boolean holds(ResponseFacts response) throws IOException;

  /** Whether it looks at the body, which has to be read for it. */
  default boolean isAboutBody() {
    return this instanceof BodyMember || this instanceof BodyText;
  }

  /** Both bounds belong to the range. */
  record StatusRange(int first, int last) implements Serializable {}

  /** The status is in one of the ranges. */
  record Status(List<StatusRange> ranges) implements Condition {
    @Override
    public boolean holds(ResponseFacts response) {
      int status = response.status();
      return ranges.stream().anyMatch(range -> range.first() <= status && status <= range.last());
    }
  }

  /** A value of the header passes the test. */
  record Header(String name, ValueTest test) implements Condition {
    @Override
    public boolean holds(ResponseFacts response) {
      return response.header(name).stream().map(String::strip).anyMatch(test::holds);
    }
  }

  /** The body is JSON, and has a value there that passes the test; null counts as absent. */
  record BodyMember(String pointer, ValueTest test) implements Condition {
    @Override
    public boolean holds(ResponseFacts response) throws IOException {
      return response
          .json()
          .map(body -> body.at(JsonPointer.compile(pointer)))
          .filter(value -> !value.isMissingNode())
          .filter(this::passes)
          .isPresent();
    }

    private boolean passes(JsonNode value) {
      if (value.isNull()) {
        return test instanceof ValueTest.Equal && test.holds("null");
      }
      return test.holds(value.isValueNode() ? value.asText() : value.toString());
    }
  }

  /** The text of the body passes the test. */
  record BodyText(ValueTest test) implements Condition {
    @Override
    public boolean holds(ResponseFacts response) throws IOException {
      return test.holds(response.text());
    }
  }

  /** The other condition does not hold. */
  record Not(Condition condition) implements Condition {
    @Override
    public boolean holds(ResponseFacts response) throws IOException {
      return !condition.holds(response);
    }

    @Override
    public boolean isAboutBody() {
      return condition.isAboutBody();
    }
  }
}
