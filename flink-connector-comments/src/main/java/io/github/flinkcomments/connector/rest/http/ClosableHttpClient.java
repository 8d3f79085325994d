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

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The JDK's HTTP client together with its threads, all of which end when it is closed.
 *
 * <p>Before Java 21 the JDK's client cannot be closed: its selector thread and its idle connections
 * wait for the garbage collector, and in Flink they would keep the job's class loader alive. That
 * thread does end, and closes the connections, if it is interrupted. To get hold of it, the client
 * is built in a thread group of its own, in which the selector thread is then born.
 *
 * <p>That thread also does what the client would hand to others: it reads headers and hands bodies
 * over, neither of which takes long or waits. With a thread for that, each response would wake up
 * two more.
 */
final class ClosableHttpClient implements AutoCloseable {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
  private static final AtomicInteger INSTANCES = new AtomicInteger();

  private final ThreadGroup threads;
  private final HttpClient client;

  ClosableHttpClient(Duration connectTimeout) {
    String name = "rest-http-" + INSTANCES.incrementAndGet();
    threads = temporaryGroup(name);
    CompletableFuture<HttpClient> built = new CompletableFuture<>();
    daemon(() -> build(connectTimeout, built), name + "-builder").start();
    client = built.join();
  }

  HttpClient get() {
    return client;
  }

  /** Closes all connections and waits, but not for long, until all threads have ended. */
  @Override
  public void close() {
    if (!shutdownNow()) {
      threads.interrupt();
    }
    try {
      long end = System.nanoTime() + CLOSE_TIMEOUT.toNanos();
      for (Thread thread : aliveThreads()) {
        TimeUnit.NANOSECONDS.timedJoin(thread, end - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whoever waits for the client has to learn that there will be none: of open files, for one. */
  private void build(Duration connectTimeout, CompletableFuture<HttpClient> built) {
    try {
      built.complete(
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(connectTimeout)
              .executor(Runnable::run)
              .build());
    } catch (Throwable failure) {
      built.completeExceptionally(failure);
    }
  }

  private Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(threads, task, name);
    thread.setDaemon(true);
    return thread;
  }

  private Thread[] aliveThreads() {
    Thread[] alive = new Thread[threads.activeCount()];
    return Arrays.copyOf(alive, threads.enumerate(alive));
  }

  /** Uses what Java 21 and later offer. */
  private boolean shutdownNow() {
    try {
      Method shutdownNow = HttpClient.class.getMethod("shutdownNow");
      shutdownNow.invoke(client);
      return true;
    } catch (NoSuchMethodException e) {
      return false;
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("The HTTP client cannot be shut down.", e);
    }
  }

  /** Up to Java 18, only such a group goes away with its last thread; later, every group does. */
  @SuppressWarnings("removal")
  private static ThreadGroup temporaryGroup(String name) {
    ThreadGroup group = new ThreadGroup(name);
    group.setDaemon(true);
    return group;
  }
}
