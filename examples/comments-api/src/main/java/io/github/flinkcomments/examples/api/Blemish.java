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
package io.github.flinkcomments.examples.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** How a comment can be other than the API promises, while the page around it is sound. */
public enum Blemish {
  /** It has no member {@code id}. */
  NO_ID {
    @Override
    void write(ServedComment comment, JsonGenerator json) throws IOException {
      json.writeStartObject();
      json.writeNumberField("postId", comment.postId());
      json.writeStringField("name", comment.name());
      json.writeStringField("email", comment.email());
      json.writeStringField("body", comment.body());
      json.writeEndObject();
    }
  },

  /** Its id is a text, as in {@code "no. 7"}. */
  TEXT_FOR_ID {
    @Override
    void write(ServedComment comment, JsonGenerator json) throws IOException {
      json.writeStartObject();
      json.writeNumberField("postId", comment.postId());
      json.writeStringField("id", "no. " + comment.id());
      json.writeStringField("name", comment.name());
      json.writeEndObject();
    }
  },

  /** Its name is an object with members of its own. */
  OBJECT_FOR_NAME {
    @Override
    void write(ServedComment comment, JsonGenerator json) throws IOException {
      json.writeStartObject();
      json.writeNumberField("postId", comment.postId());
      json.writeNumberField("id", comment.id());
      json.writeObjectFieldStart("name");
      json.writeObjectFieldStart("parts");
      json.writeStringField("first", comment.name());
      json.writeEndObject();
      json.writeEndObject();
      json.writeStringField("email", comment.email());
      json.writeEndObject();
    }
  },

  /** It is a text and no object. */
  NO_OBJECT {
    @Override
    void write(ServedComment comment, JsonGenerator json) throws IOException {
      json.writeString("comment " + comment.id());
    }
  };

  abstract void write(ServedComment comment, JsonGenerator json) throws IOException;
}
