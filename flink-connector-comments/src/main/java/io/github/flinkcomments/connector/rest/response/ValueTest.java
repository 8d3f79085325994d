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

import java.io.Serializable;
import java.util.Locale;

/** What a condition wants of a value that is there. */
sealed interface ValueTest extends Serializable {

  boolean holds(String value);

  /** That it is there. */
  record Present() implements ValueTest {
    @Override
    public boolean holds(String value) {
      return true;
    }
  }

  /** That it is this one. */
  record Equal(String expected) implements ValueTest {
    @Override
    public boolean holds(String value) {
      return value.equals(expected);
    }
  }

  /** That it has this in it, in upper or lower case. */
  record Containing(String part) implements ValueTest {
    @Override
    public boolean holds(String value) {
      return value.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
  }
}
