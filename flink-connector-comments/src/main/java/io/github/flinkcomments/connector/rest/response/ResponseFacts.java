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

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.flink.annotation.Internal;

/** A response as conditions look at it. The body is only read if one of them asks for it. */
@Internal
public interface ResponseFacts {

  /** Returns the status. */
  int status();

  /** Returns the values of a header, whose name is looked up in any case; none if it is absent. */
  List<String> header(String name);

  /** Returns the whole body as text. */
  String text() throws IOException;

  /** Returns the whole body, if it is a JSON document. */
  Optional<JsonNode> json() throws IOException;
}
