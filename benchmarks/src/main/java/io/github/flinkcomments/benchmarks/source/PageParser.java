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
package io.github.flinkcomments.benchmarks.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.flinkcomments.connector.comments.Comment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Parses a page the way one would by hand: token by token, for the fields of a comment alone. */
final class PageParser {

  private final JsonFactory factory = new JsonFactory();

  List<Comment> parse(byte[] body) throws IOException {
    List<Comment> comments = new ArrayList<>();
    try (JsonParser parser = factory.createParser(body)) {
      require(parser.nextToken() == JsonToken.START_ARRAY);
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        comments.add(comment(parser));
      }
      require(parser.hasToken(JsonToken.END_ARRAY));
    }
    return comments;
  }

  private static Comment comment(JsonParser parser) throws IOException {
    int postId = 0;
    int id = 0;
    String name = null;
    String email = null;
    String body = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "postId" -> postId = parser.getIntValue();
        case "id" -> id = parser.getIntValue();
        case "name" -> name = parser.getText();
        case "email" -> email = parser.getText();
        case "body" -> body = parser.getText();
        default -> parser.skipChildren();
      }
    }
    return new Comment(postId, id, name, email, body);
  }

  private static void require(boolean page) throws IOException {
    if (!page) {
      throw new IOException("The body is not an array of comments.");
    }
  }
}
