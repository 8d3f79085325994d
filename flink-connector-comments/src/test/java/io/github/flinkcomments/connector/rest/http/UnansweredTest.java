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

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is made of it that no response has come. */
class UnansweredTest {

  private final RecordingObserver observer = new RecordingObserver();

  /** As the JDK's client reports it; a name is not looked up here. */
  @Test
  void unknownHostIsTold() {
    IOException unknown = new ConnectException();
    unknown.initCause(new ConnectException().initCause(new UnresolvedAddressException()));

    assertThat(Unanswered.because(unknown))
        .hasMessage(
            "the host is unknown (ConnectException: UnresolvedAddressException); correct its name in the URL");
  }

  @Test
  void certificateThatIsNotTrustedIsToldAtOnce() throws Exception {
    try (TlsServer server = TlsServer.start(exchange -> {})) {
      PageRequestException failure = failure(server.url());

      assertThat(failure)
          .hasMessageContaining("failed after 1 attempt: the server's certificate is not trusted")
          .hasMessageContaining("'javax.net.ssl.trustStore'");
      assertThat(failure.isPermanent()).isTrue();
    }
  }

  @Test
  void serverWithoutTlsIsToldAtOnce() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread answering = new Thread(() -> answerInPlainText(server), "plain-text");
      answering.start();
      PageRequestException failure =
          failure(URI.create("https://127.0.0.1:%d/".formatted(server.getLocalPort())));

      assertThat(failure).hasMessageContaining("does not speak TLS there");
      assertThat(failure.isPermanent()).isTrue();
      answering.join();
    }
  }

  private static void answerInPlainText(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
      // Not before the client has read it: a reset would take it away.
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void errorOfTheProcessIsNotTakenForOneOfTheServer() {
    OutOfMemoryError error = new OutOfMemoryError("test");
    assertThatThrownBy(() -> Unanswered.because(new IOException(error))).isSameAs(error);

    BodyStream body = new BodyStream(Deadline.after(Duration.ofSeconds(60)));
    body.onError(error);
    assertThatThrownBy(body::read).isSameAs(error);
  }

  private PageRequestException failure(URI url) {
    try (HttpPageClient client =
        new HttpPageClient(TestPages.OPTIONS, Origin.of(url), observer, false)) {
      return catchThrowableOfType(PageRequestException.class, () -> TestPages.get(client, url));
    }
  }
}
