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
package io.github.flinkcomments.examples.job;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;

/**
 * Ctrl-C and {@code kill}, taken as the wish to stop in an orderly way.
 *
 * <p>A shutdown hook would not do: Flink has hooks of its own that run at the same time and take
 * the embedded cluster away from under the savepoint. The JDK's {@code sun.misc.Signal} is the only
 * way to be asked first; it is used by reflection, since the compiler warns of it by name. A second
 * signal ends the process at once.
 */
public final class StopSignal {

  private static final int ENDED_BY_INTERRUPT = 130;

  private final CompletableFuture<Void> received = new CompletableFuture<>();

  private StopSignal() {}

  /** Takes over the signals of this process. */
  public static StopSignal install() {
    StopSignal stop = new StopSignal();
    stop.handle("INT");
    stop.handle("TERM");
    return stop;
  }

  /** Completes with the first signal. */
  public CompletableFuture<Void> received() {
    return received;
  }

  private void handle(String name) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      InvocationHandler handler =
          (proxy, method, arguments) -> {
            if (!received.complete(null)) {
              Runtime.getRuntime().halt(ENDED_BY_INTERRUPT);
            }
            System.out.println("Stopping with a savepoint. Once more, and it ends without one.");
            return null;
          };
      Object proxy =
          Proxy.newProxyInstance(
              StopSignal.class.getClassLoader(), new Class<?>[] {handlerType}, handler);
      signal
          .getMethod("handle", signal, handlerType)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This Java runtime cannot handle signals.", e);
    }
  }
}
