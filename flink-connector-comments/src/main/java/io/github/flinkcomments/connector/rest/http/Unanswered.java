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

import io.github.flinkcomments.connector.rest.http.AttemptException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What it means that no whole response has come. */
final class Unanswered {

  private static final Pattern PLAIN_TEXT = Pattern.compile("(?i)unrecognized SSL message");

  private Unanswered() {}

  /**
   * Returns what is to be told.
   *
   * @throws Error if that is the cause: it says nothing about the server
   */
  static AttemptException because(IOException failure) {
    causes(failure)
        .filter(Error.class::isInstance)
        .findFirst()
        .ifPresent(
            error -> {
              throw (Error) error;
            });
    if (causes(failure).anyMatch(Unanswered::isAboutCertificate)) {
      return refused(
          failure,
          "the server's certificate is not trusted (%s); import it, or that of its authority, into the trust store of the JVM ('javax.net.ssl.trustStore'), or correct the host in the URL"
              .formatted(innermostMessage(failure)));
    }
    if (isPlainText(failure)) {
      return refused(
          failure,
          "the server does not speak TLS there (%s); use http:// or another port"
              .formatted(failure.getMessage()));
    }
    return new AttemptException(Kind.TRANSIENT, OptionalInt.empty(), describe(failure), failure);
  }

  private static AttemptException refused(IOException failure, String message) {
    return new AttemptException(Kind.REFUSED, OptionalInt.empty(), message, failure);
  }

  private static boolean isAboutCertificate(Throwable cause) {
    return cause instanceof CertificateException
        || cause instanceof CertPathBuilderException
        || cause instanceof SSLPeerUnverifiedException;
  }

  /** The JDK has no exception of its own for it. */
  private static boolean isPlainText(IOException failure) {
    return failure instanceof SSLException
        && PLAIN_TEXT.matcher(String.valueOf(failure.getMessage())).find();
  }

  private static String innermostMessage(Throwable failure) {
    return causes(failure)
        .map(Throwable::getMessage)
        .filter(message -> message != null)
        .reduce((outer, inner) -> inner)
        .orElse(failure.getClass().getSimpleName());
  }

  /** The JDK leaves out the message, but not the causes, where no connection can be made. */
  private static String describe(IOException failure) {
    String kind = failure.getClass().getSimpleName();
    if (failure.getMessage() != null) {
      return kind + ": " + failure.getMessage();
    }
    Throwable innermost = causes(failure).reduce((outer, inner) -> inner).orElse(failure);
    String kinds = innermost == failure ? kind : kind + ": " + innermost.getClass().getSimpleName();
    if (innermost instanceof UnresolvedAddressException) {
      return "the host is unknown (%s); correct its name in the URL".formatted(kinds);
    }
    return failure instanceof ConnectException
        ? "no connection could be made (%s); check that the API runs at this host and port"
            .formatted(kinds)
        : kinds;
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
  }
}
