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
package io.github.flinkcomments.connector.rest.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.github.flinkcomments.connector.rest.failure.PageFormatException;
import io.github.flinkcomments.connector.rest.failure.RecordFormatException;
import io.github.flinkcomments.connector.rest.record.json.HeadInputStream;
import io.github.flinkcomments.connector.rest.record.json.SourceBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import org.apache.flink.annotation.Internal;

/**
 * Reads whole pages: the body is parsed to its very end before its first record is handed out. Each
 * instance is used by one thread at a time.
 *
 * @param <T> type of the records
 */
@Internal
public final class PageReader<T> {

  private final JsonFactory factory;
  private final PageShape<T> shape;
  private final byte[] room = SourceBytes.newRoom();

  PageReader(PageFormat<T> format) {
    factory =
        JsonFactory.builder()
            .streamReadConstraints(format.limits().toConstraints())
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();
    shape = new PageShape<>(format);
  }

  /**
   * Reads a page. The body is not closed.
   *
   * @param body the decompressed body
   * @param charset character set of the body; JSON's own is UTF-8
   * @param firstOffset position in the listing of the page's first record
   * @param fetchTimeMillis when the response arrived, in milliseconds since the epoch
   * @throws PageFormatException if the body is not a page
   * @throws RecordFormatException if a record of the page is malformed, and that is an error
   * @throws IOException if the body cannot be read
   */
  public Page<T> read(InputStream body, Charset charset, long firstOffset, long fetchTimeMillis)
      throws IOException {
    return read(body, charset, PageOrigin.ofOffset(firstOffset, fetchTimeMillis));
  }

  /**
   * Reads a page. The body is not closed.
   *
   * @param body the decompressed body
   * @param charset character set of the body; JSON's own is UTF-8
   * @param origin where the page comes from
   * @throws PageFormatException if the body is not a page
   * @throws RecordFormatException if a record of the page is malformed, and that is an error
   * @throws IOException if the body cannot be read
   */
  public Page<T> read(InputStream body, Charset charset, PageOrigin origin) throws IOException {
    HeadInputStream head = new HeadInputStream(body);
    try (JsonParser parser = open(head, charset)) {
      PageWalk<T> walk = new PageWalk<>(shape, new BodyParser(parser), origin);
      walk.readBody();
      return walk.page(head.count());
    } catch (PageWalk.ShapeException e) {
      throw new PageFormatException(e.getMessage() + quote(head, charset));
    } catch (JsonProcessingException | CharacterCodingException e) {
      throw new PageFormatException(
          "The body is not a complete JSON document (%s)%s"
              .formatted(reason(e), quote(head, charset)),
          e);
    }
  }

  private JsonParser open(InputStream body, Charset charset) throws IOException {
    return factory.createParser(
        new SourceBytes(charset.equals(UTF_8) ? body : inUtf8(body, charset), room));
  }

  /** Other character sets are so rare that their bodies need not be read piece by piece. */
  private static InputStream inUtf8(InputStream body, Charset charset) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(body.readAllBytes());
    return new ByteArrayInputStream(charset.newDecoder().decode(bytes).toString().getBytes(UTF_8));
  }

  private static String reason(IOException e) {
    return e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.toString();
  }

  private static String quote(HeadInputStream head, Charset charset) {
    return head.count() == 0 ? "." : ", which begins with: " + head.head(charset);
  }
}
