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
import io.github.flinkcomments.connector.delta.storage.StoredFile;
import io.github.flinkcomments.connector.delta.storage.StoredInput;
import io.github.flinkcomments.connector.delta.storage.StoredOutput;
import io.github.flinkcomments.connector.delta.storage.TableStorage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A table in a bucket. There are no directories, and nothing is renamed: an object is whole, or not
 * there. What several writers need is the one promise that of all puts with {@code If-None-Match:
 * *} under one key a single one succeeds.
 */
final class S3Storage implements TableStorage {

  private static final String LOG = "_delta_log/";
  private static final int CALLS_AT_A_TIME = 16;

  private final S3Location location;
  private final boolean hasCredentialsOfItsOwn;
  private final S3Calls calls;

  S3Storage(S3Location location, S3Options options) {
    this.location = location;
    this.hasCredentialsOfItsOwn = options.credentials().isPresent();
    this.calls = new S3Calls(location, options);
  }

  @Override
  public String root() {
    return location.root();
  }

  @Override
  public List<StoredFile> list(String directory, String first) throws IOException {
    try (Stream<StoredFile> listing = listing(directory, first)) {
      return listing.toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Page by page. */
  @Override
  public Stream<StoredFile> listing(String directory, String first) throws IOException {
    String prefix = location.key(directory + "/");
    ListObjectsV2Request.Builder request =
        ListObjectsV2Request.builder().bucket(location.bucket()).prefix(prefix).delimiter("/");
    if (!first.isEmpty()) {
      request.startAfter(prefix + before(first));
    }
    return objects(request.build())
        .filter(object -> isListed(object.key().substring(prefix.length()), first))
        .map(object -> file(location.path(object.key()), object.size(), object.lastModified()));
  }

  /** Some name that is less than the given one, and hardly less. */
  private static String before(String name) {
    int last = name.length() - 1;
    return name.substring(0, last) + (char) (name.charAt(last) - 1);
  }

  private static boolean isListed(String name, String first) {
    return !name.isEmpty() && !name.startsWith(".") && name.compareTo(first) >= 0;
  }

  /** A page is asked for when the one before it was read. */
  private Stream<S3Object> objects(ListObjectsV2Request request) throws IOException {
    return Stream.iterate(
            Optional.of(calls.call(client -> client.listObjectsV2(request))),
            Optional::isPresent,
            page -> pageAfter(page.get(), request))
        .flatMap(page -> page.get().contents().stream());
  }

  private Optional<ListObjectsV2Response> pageAfter(
      ListObjectsV2Response page, ListObjectsV2Request request) {
    if (!Boolean.TRUE.equals(page.isTruncated())) {
      return Optional.empty();
    }
    ListObjectsV2Request next =
        request.toBuilder().continuationToken(page.nextContinuationToken()).build();
    try {
      return Optional.of(calls.call(client -> client.listObjectsV2(next)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<StoredFile> find(String path) throws IOException {
    return head(path).map(object -> file(path, object.contentLength(), object.lastModified()));
  }

  private Optional<HeadObjectResponse> head(String path) throws IOException {
    try {
      return Optional.of(
          calls.call(
              client ->
                  client.headObject(
                      head -> head.bucket(location.bucket()).key(location.key(path)))));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Headers have whole seconds; listings may have more. One file must look the same in both. */
  private static StoredFile file(String path, long size, Instant lastModified) {
    return new StoredFile(path, size, lastModified.truncatedTo(ChronoUnit.SECONDS).toEpochMilli());
  }

  @Override
  public StoredInput read(String path) throws IOException {
    return new S3Input(calls, location, path);
  }

  @Override
  public void putIfAbsent(String path, Content content) throws IOException {
    try (Spool spool = Spool.of(content)) {
      new ConditionalPut(calls, location, path).put(spool);
    }
  }

  @Override
  public void putReplacing(String path, Content content) throws IOException {
    try (Spool spool = Spool.of(content)) {
      calls.call(
          client ->
              client.putObject(
                  put ->
                      put.bucket(location.bucket())
                          .key(location.key(path))
                          .overrideConfiguration(S3Calls.timeFor(spool.size())),
                  S3Calls.body(spool)));
    }
  }

  @Override
  public StoredOutput create(String path) {
    return new S3DataFile(calls, location, path);
  }

  /** The store does not tell whether the object was there. */
  @Override
  public boolean delete(String path) throws IOException {
    calls.call(
        client ->
            client.deleteObject(
                delete -> delete.bucket(location.bucket()).key(location.key(path))));
    return true;
  }

  @Override
  public Stream<StoredFile> dataFiles() throws IOException {
    return dataFiles("");
  }

  /** One listing after the other. */
  @Override
  public Stream<StoredFile> dataFiles(Set<String> prefixes) {
    return prefixes.stream()
        .flatMap(
            prefix -> {
              try {
                return dataFiles(prefix);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  private Stream<StoredFile> dataFiles(String prefix) throws IOException {
    ListObjectsV2Request request =
        ListObjectsV2Request.builder()
            .bucket(location.bucket())
            .prefix(location.prefix() + prefix)
            .build();
    return objects(request)
        .map(object -> file(location.path(object.key()), object.size(), object.lastModified()))
        .filter(file -> !file.path().isEmpty() && !file.path().startsWith(LOG));
  }

  /** Each call waits for the store. */
  @Override
  public int parallelism() {
    return CALLS_AT_A_TIME;
  }

  @Override
  public void createDirectory(String path) {}

  /**
   * Of what the environment gives this process nothing is said: another may have other credentials,
   * and another region.
   */
  @Override
  public void requirePlace() throws IOException {
    try {
      look();
    } catch (S3Failure e) {
      if (e.isMissingBucket() || hasCredentialsOfItsOwn) {
        throw e.inWords(true);
      }
      throw e;
    }
  }

  /** Whether it may write, only a write would tell. */
  @Override
  public void requireWritable() throws IOException {
    try {
      look();
    } catch (S3Failure e) {
      throw e.inWords(hasCredentialsOfItsOwn);
    }
  }

  private void look() throws IOException {
    calls.call(
        client ->
            client.listObjectsV2(
                list -> list.bucket(location.bucket()).prefix(location.prefix()).maxKeys(1)));
  }

  @Override
  public void createRoot() {}

  @Override
  public void removeAbandoned(Instant begunBefore) throws IOException {
    new AbandonedUploads(calls, location).abort(begunBefore);
  }

  @Override
  public void close() {
    calls.close();
  }
}
