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
package io.github.flinkcomments.connector.delta.hadoop;

import io.github.flinkcomments.connector.delta.storage.UninterruptedCalls;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls to a file system that are not broken off by an interrupt. */
final class HadoopCalls implements AutoCloseable {

  /** Asks the file system for something. */
  @FunctionalInterface
  interface Call<T> {
    T on(FileSystem files) throws IOException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(HadoopCalls.class);

  private final Path root;
  private final Map<String, String> options;
  private final UninterruptedCalls threads;
  private FileSystem files;
  private FileContext context;

  HadoopCalls(Path root, Map<String, String> options) {
    this.root = root;
    this.options = options;
    this.threads = new UninterruptedCalls("delta-hadoop " + root);
  }

  <T> T call(Call<T> call) throws IOException {
    try {
      return threads.await(threads.begin(() -> call.on(files())));
    } catch (ExecutionException e) {
      throw translate(e.getCause());
    }
  }

  private IOException translate(Throwable failure) {
    if (failure instanceof IOException known) {
      return known;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  /** One of our own: those that Hadoop shares are closed by whoever shares them. */
  private synchronized FileSystem files() throws IOException {
    if (files == null) {
      Configuration configuration = new Configuration();
      options.forEach(configuration::set);
      files = open(configuration);
    }
    return files;
  }

  /** For what only this interface has. Each that is made may open another connection. */
  synchronized FileContext context() throws IOException {
    if (context == null) {
      context = FileContext.getFileContext(root.toUri(), files().getConf());
    }
    return context;
  }

  private FileSystem open(Configuration configuration) throws IOException {
    try {
      return FileSystem.newInstance(root.toUri(), configuration);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof ClassNotFoundException missing) {
        throw new UnsupportedFileSystemException(missing.getMessage());
      }
      throw new IOException("The file system of %s cannot be used: %s".formatted(root, e), e);
    }
  }

  @Override
  public synchronized void close() {
    threads.close();
    if (files != null) {
      try {
        files.close();
      } catch (IOException e) {
        LOG.debug("Closing the file system of {} failed", root, e);
      }
    }
  }
}
