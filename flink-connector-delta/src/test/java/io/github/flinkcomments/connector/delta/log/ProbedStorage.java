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
package io.github.flinkcomments.connector.delta.log;

import io.github.flinkcomments.connector.delta.storage.StoredFile;
import io.github.flinkcomments.connector.delta.storage.StoredInput;
import io.github.flinkcomments.connector.delta.storage.StoredOutput;
import io.github.flinkcomments.connector.delta.storage.TableStorage;
import io.github.flinkcomments.connector.delta.storage.UnusableLocationException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Tells a probe about each access, before and after it takes place. */
public final class ProbedStorage implements TableStorage {

  public enum Operation {
    LIST,
    STATUS,
    READ,
    /** The content of what is put. */
    WRITE,
    PUT,
    OTHER
  }

  /** May throw, to make an access fail without, or after, it took place. */
  public interface Probe {

    default void before(Operation operation, String path) throws IOException {}

    default void after(Operation operation, String path) throws IOException {}
  }

  private final TableStorage storage;
  private final List<ExecutorService> background = new CopyOnWriteArrayList<>();
  private volatile Probe probe = new Probe() {};

  ProbedStorage(TableStorage storage) {
    this.storage = storage;
  }

  public void probe(Probe newProbe) {
    this.probe = newProbe;
  }

  private interface Access<T> {
    T run() throws IOException;
  }

  private <T> T probed(Operation operation, String path, Access<T> access) throws IOException {
    probe.before(operation, path);
    T result = access.run();
    probe.after(operation, path);
    return result;
  }

  @Override
  public String root() {
    return storage.root();
  }

  @Override
  public List<StoredFile> list(String directory, String first) throws IOException {
    return probed(Operation.LIST, directory, () -> storage.list(directory, first));
  }

  @Override
  public Optional<StoredFile> find(String path) throws IOException {
    return probed(Operation.STATUS, path, () -> storage.find(path));
  }

  @Override
  public StoredInput read(String path) throws IOException {
    return probed(Operation.READ, path, () -> storage.read(path));
  }

  @Override
  public void putIfAbsent(String path, Content content) throws IOException {
    probed(
        Operation.PUT,
        path,
        () -> {
          storage.putIfAbsent(path, probed(path, content));
          return path;
        });
  }

  @Override
  public void putReplacing(String path, Content content) throws IOException {
    probed(
        Operation.PUT,
        path,
        () -> {
          storage.putReplacing(path, probed(path, content));
          return path;
        });
  }

  private Content probed(String path, Content content) {
    return output ->
        probed(
            Operation.WRITE,
            path,
            () -> {
              content.writeTo(output);
              return path;
            });
  }

  @Override
  public StoredOutput create(String path) throws IOException {
    return storage.create(path);
  }

  @Override
  public boolean delete(String path) throws IOException {
    return probed(Operation.OTHER, path, () -> storage.delete(path));
  }

  @Override
  public Stream<StoredFile> dataFiles() throws IOException {
    return storage.dataFiles();
  }

  @Override
  public Stream<StoredFile> dataFiles(Set<String> prefixes) throws IOException {
    return probed(Operation.LIST, String.join(" ", prefixes), () -> storage.dataFiles(prefixes));
  }

  @Override
  public void createDirectory(String path) throws IOException {
    storage.createDirectory(path);
  }

  @Override
  public void requirePlace() throws IOException {
    storage.requirePlace();
  }

  @Override
  public void requireWritable() throws IOException {
    storage.requireWritable();
  }

  @Override
  public void createRoot() throws UnusableLocationException {
    storage.createRoot();
  }

  @Override
  public ExecutorService background(String name) {
    ExecutorService place = storage.background(name);
    background.add(place);
    return place;
  }

  /** Waits until all work that was handed to the background so far is done. */
  void awaitBackground() throws InterruptedException, ExecutionException, TimeoutException {
    for (ExecutorService place : background) {
      place.submit(() -> {}).get(1, TimeUnit.MINUTES);
    }
  }

  @Override
  public void close() {
    storage.close();
  }
}
