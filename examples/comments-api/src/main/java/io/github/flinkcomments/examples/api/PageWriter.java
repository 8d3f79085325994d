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

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Writes comments as JSON. */
final class PageWriter {

  /** A little more than most comments take, so that the buffer need not grow. */
  private static final int BYTES_PER_COMMENT = 320;

  private final JsonFactory factory = new JsonFactory();
  private final Behaviour behaviour;

  PageWriter(Behaviour behaviour) {
    this.behaviour = behaviour;
  }

  /** {@code [{…}, …]} */
  byte[] array(int[] ids) {
    return write(ids.length, json -> writeArray(json, ids));
  }

  /** {@code {"total": …, "comments": [{…}, …]}} */
  byte[] object(int[] ids, int total) {
    return write(
        ids.length,
        json -> {
          json.writeStartObject();
          json.writeNumberField("total", total);
          json.writeFieldName("comments");
          writeArray(json, ids);
          json.writeEndObject();
        });
  }

  /** <code>{…}</code> */
  byte[] single(int id) {
    return write(1, json -> writeComment(json, id));
  }

  private void writeArray(JsonGenerator json, int[] ids) throws IOException {
    json.writeStartArray();
    for (int id : ids) {
      writeComment(json, id);
    }
    json.writeEndArray();
  }

  private void writeComment(JsonGenerator json, int id) throws IOException {
    ServedComment comment = ServedComment.of(id);
    Optional<Blemish> blemish = behaviour.blemish(id);
    if (blemish.isPresent()) {
      blemish.get().write(comment, json);
    } else {
      comment.writeTo(json);
    }
  }

  private byte[] write(int comments, Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + comments * BYTES_PER_COMMENT);
    try (JsonGenerator json = factory.createGenerator(bytes)) {
      content.writeTo(json);
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed.", e);
    }
    return bytes.toByteArray();
  }

  private interface Content {
    void writeTo(JsonGenerator json) throws IOException;
  }
}
