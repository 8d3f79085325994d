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

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of a response, read as it arrives: filled by the HTTP client's thread, emptied by the
 * thread that asked for the page.
 *
 * <p>The JDK's own stream knows no time-out, and a close from another thread looks to its reader
 * like the end of the body. Here, whoever reads waits no longer than to the deadline, and learns
 * the truth: late, interrupted, aborted, broken, or at the end.
 */
final class BodyStream extends InputStream implements HttpResponse.BodySubscriber<InputStream> {

  /** One part is read while the next one arrives; the rest waits in the network. */
  private static final int PARTS_AHEAD = 2;

  private final Deadline deadline;
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();

  /** Guarded by this. */
  private Flow.Subscription subscription;

  /** Guarded by this. */
  private boolean cancelled;

  private Iterator<ByteBuffer> buffers = Collections.emptyIterator();
  private ByteBuffer current = ByteBuffer.allocate(0);
  private boolean ended;
  private long bytesRead;

  BodyStream(Deadline deadline) {
    this.deadline = deadline;
  }

  private sealed interface Signal {}

  private record Part(List<ByteBuffer> buffers) implements Signal {}

  private record End() implements Signal {}

  private record Broken(Throwable cause) implements Signal {}

  private record Aborted() implements Signal {}

  /** The reading thread was interrupted. */
  static final class ReadInterruptedException extends InterruptedIOException {
    private static final long serialVersionUID = 1L;
  }

  /** Somebody else aborted the request. */
  static final class AbortedException extends IOException {
    private static final long serialVersionUID = 1L;

    AbortedException() {
      super("the request was aborted");
    }
  }

  @Override
  public CompletionStage<InputStream> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    synchronized (this) {
      subscription = newSubscription;
      if (cancelled) {
        newSubscription.cancel();
        return;
      }
    }
    newSubscription.request(PARTS_AHEAD);
  }

  @Override
  public void onNext(List<ByteBuffer> part) {
    signals.add(new Part(part));
  }

  @Override
  public void onError(Throwable cause) {
    signals.add(new Broken(cause));
  }

  @Override
  public void onComplete() {
    signals.add(new End());
  }

  @Override
  public int read() throws IOException {
    byte[] single = new byte[1];
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (!current.hasRemaining()) {
      if (!advance()) {
        return -1;
      }
    }
    int count = Math.min(length, current.remaining());
    current.get(target, offset, count);
    bytesRead += count;
    return count;
  }

  @Override
  public int available() {
    return current.remaining();
  }

  /** Returns how many bytes were read so far. To be asked by the reading thread. */
  long bytesRead() {
    return bytesRead;
  }

  /**
   * Gives the rest of the body up. A body that was read to its end leaves its connection usable.
   */
  @Override
  public void close() {
    synchronized (this) {
      cancelled = true;
      if (subscription != null && !ended) {
        subscription.cancel();
      }
    }
  }

  /** Makes whoever reads, now or later, fail at once. May be called by any thread. */
  void abort() {
    signals.add(new Aborted());
    synchronized (this) {
      cancelled = true;
      if (subscription != null) {
        subscription.cancel();
      }
    }
  }

  /** Goes on to the next buffer; false at the end of the body. */
  private boolean advance() throws IOException {
    if (!buffers.hasNext() && !ended) {
      receive();
    }
    if (buffers.hasNext()) {
      current = buffers.next();
      return true;
    }
    return !ended;
  }

  private void receive() throws IOException {
    Signal signal = nextSignal();
    if (signal instanceof Part part) {
      buffers = part.buffers().iterator();
      requestMore();
    } else if (signal instanceof End) {
      ended = true;
    } else if (signal instanceof Broken broken) {
      signals.add(signal);
      if (broken.cause() instanceof Error error) {
        throw error;
      }
      throw new IOException(
          "the body broke off after %d bytes: %s".formatted(bytesRead, broken.cause().getMessage()),
          broken.cause());
    } else {
      signals.add(signal);
      throw new AbortedException();
    }
  }

  private Signal nextSignal() throws IOException {
    try {
      Signal signal = signals.poll(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
      if (signal == null) {
        throw deadline.exceeded(
            "the headers and %d bytes of the body arrived".formatted(bytesRead));
      }
      return signal;
    } catch (InterruptedException e) {
      ReadInterruptedException interrupted = new ReadInterruptedException();
      interrupted.initCause(e);
      throw interrupted;
    }
  }

  private synchronized void requestMore() {
    subscription.request(1);
  }
}
