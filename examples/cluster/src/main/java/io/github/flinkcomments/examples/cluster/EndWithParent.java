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
package io.github.flinkcomments.examples.cluster;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs a program that ends when the process that started it does, however that came about.
 *
 * <p>A shutdown hook of the parent is not enough: it does not run when the parent is killed. But
 * then the pipe to our standard input breaks, which nobody writes to.
 */
final class EndWithParent {

  private static final int PARENT_IS_GONE = 1;

  private EndWithParent() {}

  /**
   * Runs it.
   *
   * @param arguments the class of the program, and its arguments
   */
  public static void main(String[] arguments) throws Throwable {
    Thread watch = new Thread(EndWithParent::awaitEndOfParent, "end with parent");
    watch.setDaemon(true);
    watch.start();
    String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    try {
      Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void awaitEndOfParent() {
    try {
      while (System.in.read() >= 0) {
        // Nobody writes.
      }
    } catch (IOException e) {
      // As good as its end.
    }
    Runtime.getRuntime().halt(PARENT_IS_GONE);
  }
}
