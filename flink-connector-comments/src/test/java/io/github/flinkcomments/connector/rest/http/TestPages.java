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
package io.github.flinkcomments.connector.rest.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.flinkcomments.connector.rest.record.Page;
import io.github.flinkcomments.connector.rest.record.PageFormat;
import io.github.flinkcomments.connector.rest.record.PojoRecordFormat;
import io.github.flinkcomments.connector.rest.record.RecordIdentity;
import io.github.flinkcomments.connector.rest.request.PageCall;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** A small page, and how to get it. */
final class TestPages {

  static final String BODY = "[{\"id\":1,\"name\":\"a\"},{\"id\":2,\"name\":\"b\"}]";
  static final List<String> IDS = List.of("1", "2");

  /** Five attempts without a wait, and time-outs that no machine is too slow for. */
  static final HttpOptions OPTIONS =
      TestHttpOptions.from(HttpOptions.DEFAULT)
          .timeouts(Duration.ofSeconds(60), Duration.ofSeconds(60))
          .retry(
              new RetryOptions(
                  5,
                  Duration.ZERO,
                  Duration.ZERO,
                  Duration.ZERO,
                  Duration.ofMillis(1),
                  Duration.ofSeconds(60),
                  Duration.ZERO))
          .build();

  private static final PageFormat<Item> FORMAT =
      PageFormat.of(PojoRecordFormat.of(Item.class)).withIdentity(new RecordIdentity.Key("/id"));

  private TestPages() {}

  record Item(int id, String name) {}

  static Page<Item> readItems(PageResponse response) throws IOException {
    return FORMAT
        .createReader()
        .read(response.body(), response.charset(), 0, response.fetchTimeMillis());
  }

  static List<String> get(HttpPageClient client, URI uri)
      throws PageRequestException, InterruptedException {
    return client.get(PageCall.get(uri), "offset 0", TestPages::readItems).identities();
  }

  static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zipping = new GZIPOutputStream(bytes)) {
      zipping.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  static String stackTrace(Throwable throwable) {
    StringWriter text = new StringWriter();
    throwable.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
