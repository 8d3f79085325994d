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
package io.github.flinkcomments.examples.testing;

import io.github.flinkcomments.connector.delta.storage.StoredOutput;
import io.github.flinkcomments.connector.delta.storage.TableStorage;
import io.github.flinkcomments.connector.delta.storage.TableStorageFactory;
import io.github.flinkcomments.connector.delta.storage.TableStorages;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Local tables on a disk with little room: {@code limited:///directory}. What is deleted makes no
 * room.
 */
public final class LimitedDisk implements TableStorageFactory {

  private static final String SCHEME = "limited";
  private static final AtomicLong BYTES_LEFT = new AtomicLong();

  /** From now on, so many bytes can be written. */
  public static void leave(long bytes) {
    BYTES_LEFT.set(bytes);
  }

  /** What {@code table-path} is to be. */
  public static String path(Path directory) {
    return SCHEME + "://" + directory;
  }

  @Override
  public Set<String> schemes() {
    return Set.of(SCHEME);
  }

  @Override
  public TableStorage open(String tablePath, Map<String, String> options) {
    TableStorage disk = TableStorages.open(tablePath.substring((SCHEME + "://").length()), options);
    return (TableStorage)
        Proxy.newProxyInstance(
            LimitedDisk.class.getClassLoader(),
            new Class<?>[] {TableStorage.class},
            (proxy, method, arguments) -> call(disk, method, arguments));
  }

  private static Object call(TableStorage disk, Method method, Object[] arguments)
      throws Throwable {
    try {
      return switch (method.getName()) {
        case "create" -> {
          String path = (String) arguments[0];
          yield new LimitedOutput(path, disk.create(path));
        }
        case "putIfAbsent", "putReplacing" -> {
          String path = (String) arguments[0];
          yield method.invoke(disk, path, limited(path, (TableStorage.Content) arguments[1]));
        }
        default -> method.invoke(disk, arguments);
      };
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static TableStorage.Content limited(String path, TableStorage.Content content) {
    return output ->
        content.writeTo(
            new OutputStream() {
              @Override
              public void write(int value) throws IOException {
                take(path, 1);
                output.write(value);
              }

              @Override
              public void write(byte[] bytes, int offset, int length) throws IOException {
                take(path, length);
                output.write(bytes, offset, length);
              }
            });
  }

  private static void take(String path, int bytes) throws IOException {
    if (BYTES_LEFT.getAndUpdate(left -> left < bytes ? left : left - bytes) < bytes) {
      throw new FileSystemException(path, null, "No space left on device");
    }
  }

  private static final class LimitedOutput extends StoredOutput {

    private final String path;
    private final StoredOutput output;

    private LimitedOutput(String path, StoredOutput output) {
      this.path = path;
      this.output = output;
    }

    @Override
    public void write(int value) throws IOException {
      take(path, 1);
      output.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      take(path, length);
      output.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      output.flush();
    }

    @Override
    public long position() {
      return output.position();
    }

    @Override
    public long bytesInMemory() {
      return output.bytesInMemory();
    }

    @Override
    public long modificationTime() throws IOException {
      return output.modificationTime();
    }

    @Override
    public void discard() throws IOException {
      output.discard();
    }

    @Override
    public void close() throws IOException {
      output.close();
    }
  }
}
