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
package io.github.flinkcomments.examples.shapes;

import java.util.List;

/** All imitated APIs. */
final class Shapes {

  private Shapes() {}

  static List<Shape> all() {
    return List.of(
        OffsetShapes.jsonServer(),
        OffsetShapes.jira(),
        OffsetShapes.postgrest(),
        PageNumberShapes.jsonServer(),
        PageNumberShapes.wordPress(),
        PageNumberShapes.pocketBase(),
        LinkShapes.jsonServer(),
        LinkShapes.gitHub(),
        LinkShapes.shopify(),
        LinkShapes.gitLab(),
        NextUrlShapes.salesforce(),
        NextUrlShapes.oData(),
        NextUrlShapes.hal(),
        NextUrlShapes.jsonApi(),
        CursorShapes.slack(),
        CursorShapes.notion(),
        CursorShapes.hubSpot(),
        CursorShapes.google(),
        CursorShapes.couchDb(),
        CursorShapes.graphQl(),
        KeysetShapes.stripe(),
        KeysetShapes.search(),
        KeysetShapes.withoutPaging());
  }
}
