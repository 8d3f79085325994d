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

import io.github.flinkcomments.connector.delta.storage.Spool;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Puts an object if there is none, and finds out whether it did when the answer is not clear.
 *
 * <p>The client repeats a put whose answer was lost, and then hears of the object that its own
 * first attempt has made. So the object carries an id of the put: if it is there, the put took
 * place. Other writers give theirs other ids.
 */
final class ConditionalPut {

  private static final String WRITE_ID = "write-id";

  /** Of the store refusing to decide between two puts at once, or losing the object in between. */
  private static final int MOST_ATTEMPTS = 5;

  private static final Duration LONGEST_FIRST_PAUSE = Duration.ofMillis(50);

  private enum Outcome {
    OURS,
    ANOTHER,
    NONE
  }

  /** Lets time pass. */
  interface Pause {
    void of(Duration duration) throws IOException;
  }

  private final S3Calls calls;
  private final S3Location location;
  private final String path;
  private final Pause pause;
  private final String writeId = UUID.randomUUID().toString();

  ConditionalPut(S3Calls calls, S3Location location, String path) {
    this(calls, location, path, calls::pause);
  }

  ConditionalPut(S3Calls calls, S3Location location, String path, Pause pause) {
    this.pause = pause;
    this.calls = calls;
    this.location = location;
    this.path = path;
  }

  /**
   * @throws FileAlreadyExistsException if another object is there
   * @throws IOException if it failed. The object may appear later all the same, when the request is
   *     still on its way
   */
  void put(Spool content) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        attempt(content);
        return;
      } catch (S3Failure e) {
        if (!e.isAmbiguous()) {
          throw e;
        }
        switch (outcomeOf(e)) {
          case OURS -> {
            return;
          }
          case ANOTHER -> throw exists(e);
          case NONE -> {
            if (attempt == MOST_ATTEMPTS || !e.isRefusedForOthers()) {
              throw e;
            }
            pause.of(pauseAfter(attempt));
          }
        }
      }
    }
  }

  /** At random, so that two puts that have refused each other do not meet again. */
  private static Duration pauseAfter(int attempt) {
    return Duration.ofMillis(
        ThreadLocalRandom.current().nextLong(1, LONGEST_FIRST_PAUSE.toMillis() << attempt));
  }

  private void attempt(Spool content) throws IOException {
    calls.call(
        client ->
            client.putObject(
                put ->
                    put.bucket(location.bucket())
                        .key(location.key(path))
                        .ifNoneMatch("*")
                        .metadata(Map.of(WRITE_ID, writeId))
                        .overrideConfiguration(S3Calls.timeFor(content.size())),
                S3Calls.body(content)));
  }

  private Outcome outcomeOf(S3Failure failure) throws S3Failure {
    try {
      HeadObjectResponse object =
          calls.call(
              client ->
                  client.headObject(
                      head -> head.bucket(location.bucket()).key(location.key(path))));
      return writeId.equals(object.metadata().get(WRITE_ID)) ? Outcome.OURS : Outcome.ANOTHER;
    } catch (FileNotFoundException e) {
      return Outcome.NONE;
    } catch (IOException e) {
      failure.addSuppressed(e);
      throw failure;
    }
  }

  private FileAlreadyExistsException exists(IOException cause) {
    FileAlreadyExistsException exists =
        new FileAlreadyExistsException(location.root() + "/" + path);
    exists.initCause(cause);
    return exists;
  }
}
