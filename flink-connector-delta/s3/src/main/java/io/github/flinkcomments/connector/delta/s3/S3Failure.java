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
package io.github.flinkcomments.connector.delta.s3;

import io.github.flinkcomments.connector.delta.storage.UnusableLocationException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serial;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** A call that the store refused, or that did not reach it. The message contains no secrets. */
final class S3Failure extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  private static final int PERMANENT_REDIRECT = 301;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int FIRST_SERVER_ERROR = 500;

  /** Refusals of whoever asks, rather than of what is asked. */
  private static final Set<String> OF_CREDENTIALS =
      Set.of(
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "InvalidToken",
          "ExpiredToken",
          "InvalidSecurity",
          "AuthorizationHeaderMalformed");

  private static final int NO_STATUS = 0;

  private final S3Location location;
  private final int status;
  private final String code;

  private S3Failure(
      S3Location location, int status, String code, String message, SdkException cause) {
    super(message, cause);
    this.location = location;
    this.status = status;
    this.code = code;
  }

  static IOException of(S3Location location, SdkException failure) {
    if (!(failure instanceof AwsServiceException refusal)) {
      return new S3Failure(
          location,
          NO_STATUS,
          "",
          "The store of %s did not answer: %s".formatted(location, rootOf(failure).getMessage()),
          failure);
    }
    String code =
        Optional.ofNullable(refusal.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("");
    if (refusal.statusCode() == NOT_FOUND && !code.equals("NoSuchBucket")) {
      FileNotFoundException notFound =
          new FileNotFoundException("There is no such object below %s".formatted(location));
      notFound.initCause(failure);
      return notFound;
    }
    return new S3Failure(
        location,
        refusal.statusCode(),
        code,
        "The store of %s answered with status %d %s"
            .formatted(location, refusal.statusCode(), code)
            .strip(),
        failure);
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? failure : root;
  }

  /** Whether a put may have taken place, or may do so when it is tried again. */
  boolean isAmbiguous() {
    return status == NO_STATUS
        || status == CONFLICT
        || status == PRECONDITION_FAILED
        || status >= FIRST_SERVER_ERROR;
  }

  boolean isBeyondTheEnd() {
    return status == RANGE_NOT_SATISFIABLE;
  }

  boolean isPreconditionFailed() {
    return status == PRECONDITION_FAILED;
  }

  /** Because of another request for the same object. */
  boolean isRefusedForOthers() {
    return status == CONFLICT || status == PRECONDITION_FAILED;
  }

  boolean isMissingBucket() {
    return code.equals("NoSuchBucket");
  }

  /**
   * What the user has to mend, if it is that; else a failure that may go away. Credentials that are
   * missing, expired or refused are the user's where they came from the options, which a restart
   * does not change. Where they came from the environment, it may provide others.
   */
  IOException inWords(boolean credentialsOfOptions) {
    Optional<String> mistake = mistake();
    Optional<String> refusal = refusal();
    if (mistake.isEmpty() && refusal.isEmpty()) {
      return this;
    }
    String reason =
        "The table path '%s' cannot be used: %s"
            .formatted(location, mistake.or(() -> refusal).get());
    return mistake.isPresent() || credentialsOfOptions
        ? new UnusableLocationException(reason)
        : new IOException(reason, this);
  }

  private Optional<String> mistake() {
    if (isMissingBucket()) {
      return Optional.of(
          "there is no bucket '%s'. Create it, or choose another path."
              .formatted(location.bucket()));
    }
    if (status == PERMANENT_REDIRECT) {
      return Optional.of("the bucket is in another region. Set 'storage.region' to it.");
    }
    return isAbout("Unable to load region")
        ? Optional.of("its region is not known. Set 'storage.region'.")
        : Optional.empty();
  }

  private boolean isAbout(String words) {
    return String.valueOf(getCause().getMessage()).contains(words);
  }

  private Optional<String> refusal() {
    if (OF_CREDENTIALS.contains(code)) {
      return Optional.of(
          "the store does not accept the credentials (%s). Check 'storage.access-key', 'storage.secret-key', 'storage.session-token' and 'storage.region', or what the environment has in their place."
              .formatted(code));
    }
    if (status == FORBIDDEN) {
      return Optional.of(
          "these credentials may not list the objects below it (%s). Grant s3:ListBucket, s3:GetObject, s3:PutObject, s3:DeleteObject and s3:AbortMultipartUpload, or choose another path."
              .formatted(code.isEmpty() ? "status 403" : code));
    }
    if (isAbout("Unable to load credentials")) {
      return Optional.of(
          "there are no credentials. Set 'storage.access-key' and 'storage.secret-key', or provide them in the environment, a profile, or a role of the machine.");
    }
    return Optional.empty();
  }
}
