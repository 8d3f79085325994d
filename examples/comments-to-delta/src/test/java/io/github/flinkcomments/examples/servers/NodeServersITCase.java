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
package io.github.flinkcomments.examples.servers;

import io.github.flinkcomments.examples.testing.PublishedServers;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Servers from npm, each read by the table of its script alone. */
@Tag("heavy")
class NodeServersITCase extends LandedServers {

  private static final List<String> SERVERS =
      List.of(
          "json-server-0",
          "json-server-1",
          "feathers",
          "json-graphql",
          "pouchdb",
          "dynalite",
          "cap");

  @RegisterExtension
  private static final PublishedServers INSTALLED = new PublishedServers(SERVERS);

  static List<String> servers() {
    return SERVERS;
  }
}
