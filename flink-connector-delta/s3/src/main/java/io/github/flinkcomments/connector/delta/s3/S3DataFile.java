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

import io.github.flinkcomments.connector.delta.storage.StoredOutput;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * A data file that is being written: put at once if it is small, else in parts, of which one is on
 * its way while the next is gathered. What is in memory is two parts at most, neither of them
 * copied. Nobody else uses its key, so that every request can be repeated.
 */
final class S3DataFile extends StoredOutput {

  /** All parts but the last must have 5 MiB; 10 000 parts make 80 GB. */
  private static final int PART = 8 * 1024 * 1024;

  private static final int FIRST_CAPACITY = 64 * 1024;

  private final S3Calls calls;
  private final S3Location location;
  private final String path;

  private final List<CompletedPart> parts = new ArrayList<>();
  private byte[] part = new byte[FIRST_CAPACITY];
  private int gathered;
  private int sending;
  private Optional<String> uploadId = Optional.empty();
  private Optional<Future<CompletedPart>> underWay = Optional.empty();
  private long position;
  private boolean ended;

  S3DataFile(S3Calls calls, S3Location location, String path) {
    this.calls = calls;
    this.location = location;
    this.path = path;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int written = 0;
    while (written < length) {
      int count = Math.min(length - written, PART - gathered);
      makeRoomFor(count);
      System.arraycopy(bytes, offset + written, part, gathered, count);
      gathered += count;
      written += count;
      position += count;
      if (gathered == PART) {
        sendPart();
      }
    }
  }

  private void makeRoomFor(int count) {
    if (gathered + count > part.length) {
      int capacity = Math.max(gathered + count, Math.min(2 * part.length, PART));
      part = Arrays.copyOf(part, capacity);
    }
  }

  @Override
  public long bytesInMemory() {
    boolean isSending = underWay.filter(sent -> !sent.isDone()).isPresent();
    return (long) part.length + (isSending ? sending : 0);
  }

  /** What was gathered, as it is; the next bytes go elsewhere. */
  private RequestBody takeGathered() {
    byte[] taken = part;
    int length = gathered;
    part = new byte[0];
    gathered = 0;
    return RequestBody.fromContentProvider(
        ContentStreamProvider.fromInputStreamSupplier(
            () -> new ByteArrayInputStream(taken, 0, length)),
        length,
        "application/octet-stream");
  }

  private void sendPart() throws IOException {
    if (uploadId.isEmpty()) {
      uploadId = Optional.of(begin());
    }
    awaitPart();
    String upload = uploadId.get();
    int number = parts.size() + 1;
    int length = gathered;
    sending = length;
    RequestBody body = takeGathered();
    underWay =
        Optional.of(
            calls.begin(
                client -> {
                  String entityTag =
                      client
                          .uploadPart(
                              part ->
                                  part.bucket(location.bucket())
                                      .key(location.key(path))
                                      .uploadId(upload)
                                      .partNumber(number)
                                      .overrideConfiguration(S3Calls.timeFor(length)),
                              body)
                          .eTag();
                  return CompletedPart.builder().partNumber(number).eTag(entityTag).build();
                }));
  }

  private String begin() throws IOException {
    return calls.call(
        client ->
            client
                .createMultipartUpload(
                    upload -> upload.bucket(location.bucket()).key(location.key(path)))
                .uploadId());
  }

  private void awaitPart() throws IOException {
    if (underWay.isPresent()) {
      Future<CompletedPart> part = underWay.get();
      underWay = Optional.empty();
      parts.add(calls.await(part));
    }
  }

  @Override
  public void close() throws IOException {
    if (ended) {
      return;
    }
    if (uploadId.isEmpty()) {
      putAtOnce();
    } else {
      if (gathered > 0) {
        sendPart();
      }
      awaitPart();
      complete(uploadId.get());
    }
    ended = true;
    part = new byte[0];
  }

  private void putAtOnce() throws IOException {
    int length = gathered;
    RequestBody body = takeGathered();
    calls.call(
        client ->
            client.putObject(
                put ->
                    put.bucket(location.bucket())
                        .key(location.key(path))
                        .overrideConfiguration(S3Calls.timeFor(length)),
                body));
  }

  /** If the answer was lost, the upload is not known any more when it is asked for again. */
  private void complete(String upload) throws IOException {
    try {
      calls.call(
          client ->
              client.completeMultipartUpload(
                  complete ->
                      complete
                          .bucket(location.bucket())
                          .key(location.key(path))
                          .uploadId(upload)
                          .multipartUpload(all -> all.parts(parts))));
    } catch (IOException e) {
      if (!isThere(e)) {
        throw e;
      }
    }
  }

  private boolean isThere(IOException failure) {
    try {
      return head().contentLength() == position;
    } catch (IOException e) {
      failure.addSuppressed(e);
      return false;
    }
  }

  @Override
  public long modificationTime() throws IOException {
    return head().lastModified().truncatedTo(ChronoUnit.SECONDS).toEpochMilli();
  }

  private HeadObjectResponse head() throws IOException {
    return calls.call(
        client ->
            client.headObject(head -> head.bucket(location.bucket()).key(location.key(path))));
  }

  @Override
  public void discard() throws IOException {
    boolean complete = ended;
    ended = true;
    part = new byte[0];
    gathered = 0;
    if (complete || uploadId.isEmpty()) {
      delete();
    } else {
      abort(uploadId.get());
    }
  }

  private void delete() throws IOException {
    if (position > 0) {
      calls.call(
          client ->
              client.deleteObject(
                  delete -> delete.bucket(location.bucket()).key(location.key(path))));
    }
  }

  /** After the part that is under way: it would be kept, and paid for. */
  private void abort(String upload) throws IOException {
    try {
      awaitPart();
    } catch (IOException e) {
      // It is given up anyway.
    }
    try {
      calls.call(
          client ->
              client.abortMultipartUpload(
                  abort ->
                      abort.bucket(location.bucket()).key(location.key(path)).uploadId(upload)));
    } catch (FileNotFoundException e) {
      // Completed after all: the failure of close was wrong about that.
      delete();
    }
  }
}
