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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.delta.log.file.FileOrigin;
import io.github.flinkcomments.connector.delta.storage.StoredFile;
import io.github.flinkcomments.connector.delta.storage.StoredOutput;
import io.github.flinkcomments.connector.delta.storage.TableStorage;
import io.github.flinkcomments.connector.delta.storage.TableStorageContract;
import io.github.flinkcomments.connector.delta.storage.TableStorages;
import io.github.flinkcomments.connector.delta.storage.UnusableLocationException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

@Tag("slow")
class S3StorageTest extends TableStorageContract {

  private static final int LARGE = 20 * 1024 * 1024;

  @TempDir private static Path directory;
  private static S3Server server;

  private String table;
  private TableStorage storage;

  @BeforeAll
  static void startServer() throws Exception {
    server = S3Server.start(directory);
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void open() {
    table = "a table/" + UUID.randomUUID();
    storage = TableStorages.open(server.path(table), server.options());
  }

  @AfterEach
  void close() {
    storage.close();
  }

  @Override
  protected TableStorage storage() {
    return storage;
  }

  @Test
  void aPutWhoseAnswerWasLostIsRecognized() throws Exception {
    try (Relay relay = Relay.to(server.port());
        TableStorage relayed =
            TableStorages.open(server.path(table), S3Server.options(relay.port()))) {
      relay.dropAnswersToConditionalPuts(1);
      relayed.putIfAbsent("_delta_log/1.json", output -> output.write(1));
      assertThat(relay.dropped()).isEqualTo(1);

      relay.dropAnswersToConditionalPuts(1);
      assertThatThrownBy(() -> relayed.putIfAbsent("_delta_log/1.json", output -> output.write(2)))
          .isInstanceOf(FileAlreadyExistsException.class);
      assertThat(relay.dropped()).isEqualTo(2);
    }
    assertThat(storage.list("_delta_log", "")).hasSize(1);
    try (var input = storage.read("_delta_log/1.json")) {
      assertThat(input.read()).isEqualTo(1);
    }
  }

  @Test
  void aPutOfWhichNoAnswerEverComesIsLookedUp() throws Exception {
    try (Relay relay = Relay.to(server.port());
        TableStorage relayed =
            TableStorages.open(server.path(table), S3Server.options(relay.port()))) {
      relay.dropAnswersToConditionalPuts(100);
      relayed.putIfAbsent("_delta_log/1.json", output -> output.write(1));
      assertThat(relay.dropped()).isGreaterThan(1);
    }
    assertThat(storage.list("_delta_log", "")).hasSize(1);
  }

  @Test
  void wrongCredentialsAreToldInASentence() {
    Map<String, String> wrongSecret = new HashMap<>(server.options());
    wrongSecret.put("secret-key", "another-secret");
    assertUnusable(server.path(table), wrongSecret, "SignatureDoesNotMatch", "storage.secret-key");

    Map<String, String> unknownKey = new HashMap<>(server.options());
    unknownKey.put("access-key", "nobody-of-this-name");
    assertUnusable(server.path(table), unknownKey, "storage.access-key");
  }

  /** The environment may have others by the time of the next attempt. */
  @Test
  void credentialsOfTheEnvironmentMayBecomeGood() throws Exception {
    Map<String, String> options = new HashMap<>(server.options());
    String accessKey = options.remove("access-key");
    String secretKey = options.remove("secret-key");
    try {
      System.setProperty("aws.accessKeyId", accessKey);
      System.setProperty("aws.secretAccessKey", "expired");
      try (TableStorage refused = TableStorages.open(server.path(table), options)) {
        assertThatThrownBy(refused::requireWritable)
            .isInstanceOf(IOException.class)
            .isNotInstanceOf(UnusableLocationException.class)
            .hasMessageContaining("the store does not accept the credentials");
      }
      System.setProperty("aws.secretAccessKey", secretKey);
      try (TableStorage accepted = TableStorages.open(server.path(table), options)) {
        accepted.requireWritable();
      }
    } finally {
      System.clearProperty("aws.accessKeyId");
      System.clearProperty("aws.secretAccessKey");
    }
  }

  /** Two parts at most: one that is gathered, and one that is under way. */
  @Test
  void tellsWhatItHasInMemory() throws Exception {
    StoredOutput file = storage.create("part-1.parquet");
    file.write(new byte[1_000_000]);
    assertThat(file.bytesInMemory()).isBetween(1_000_000L, 2_100_000L);
    file.write(new byte[LARGE]);
    assertThat(file.bytesInMemory()).isLessThanOrEqualTo(2 * 8 * 1024 * 1024);
    file.close();
    assertThat(file.bytesInMemory()).isZero();
  }

  @Test
  void aMissingBucketIsToldInASentence() {
    assertUnusable("s3://missing/table", server.options(), "there is no bucket 'missing'");
  }

  private static void assertUnusable(String path, Map<String, String> options, String... words) {
    try (TableStorage unusable = TableStorages.open(path, options)) {
      assertThatThrownBy(unusable::requireWritable)
          .isInstanceOf(UnusableLocationException.class)
          .hasMessageContainingAll(words)
          .hasMessageStartingWith("The table path '%s' cannot be used: ".formatted(path))
          .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain(secrets(options)));
      assertThatThrownBy(unusable::requirePlace).isInstanceOf(UnusableLocationException.class);
    }
  }

  private static List<String> secrets(Map<String, String> options) {
    return List.of(options.get("access-key"), options.get("secret-key"));
  }

  @Test
  void aStoreThatCannotBeReachedIsGivenUp() throws Exception {
    int closedPort;
    try (ServerSocket socket = new ServerSocket(0)) {
      closedPort = socket.getLocalPort();
    }
    try (TableStorage unreachable =
        TableStorages.open(server.path(table), S3Server.options(closedPort))) {
      assertThatThrownBy(unreachable::requireWritable)
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(UnusableLocationException.class)
          .hasMessageContaining("did not answer")
          .hasMessageContaining("Connection refused");
    }
  }

  /** The store is not asked for those with other names. */
  @Test
  void dataFilesAreAskedForByTheBeginningOfTheirNames() throws Exception {
    for (String path : List.of("part-1-a", "part-2-a")) {
      storage.create(path).close();
    }
    try (Relay relay = Relay.to(server.port());
        TableStorage relayed =
            TableStorages.open(server.path(table), S3Server.options(relay.port()))) {
      try (Stream<StoredFile> files = relayed.dataFiles(Set.of("part-1-"))) {
        assertThat(files).extracting(StoredFile::path).containsExactly("part-1-a");
      }
      assertThat(relay.requests())
          .singleElement()
          .asString()
          .startsWith("GET ")
          .contains("list-type=2", "prefix=" + table + "/part-1-");
    }
  }

  @Test
  void uploadsOfKilledProcessesAreAborted() throws Exception {
    String name = FileOrigin.first().fileName(3, 0, ".zstd.parquet");
    String foreign = "export.bin";
    for (String path : List.of("p=1/" + name, foreign)) {
      StoredOutput killed = storage.create(path);
      killed.write(new byte[LARGE]);
    }
    assertThat(uploads()).hasSize(2);

    storage.removeAbandoned(Instant.now().minus(Duration.ofHours(1)));
    assertThat(uploads()).hasSize(2);
    storage.removeAbandoned(Instant.now().plus(Duration.ofHours(1)));
    assertThat(uploads())
        .singleElement()
        .satisfies(upload -> assertThat(upload.key()).endsWith(foreign));
  }

  @Test
  void nothingIsUnderWayOfAFileThatWasDiscarded() throws Exception {
    StoredOutput half = storage.create("part-1.parquet");
    half.write(new byte[LARGE]);
    assertThat(uploads()).hasSize(1);
    half.discard();
    assertThat(uploads()).isEmpty();
  }

  private List<MultipartUpload> uploads() {
    try (S3Client client = S3Clients.create(S3Options.of(server.options()))) {
      return client
          .listMultipartUploads(list -> list.bucket(S3Server.BUCKET).prefix(table))
          .uploads();
    }
  }
}
