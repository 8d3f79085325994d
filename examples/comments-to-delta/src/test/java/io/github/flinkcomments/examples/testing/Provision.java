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

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Something that is installed before a test class runs, with programs that a machine may lack.
 * Where that fails the class is reported as skipped, with the reason; with the environment variable
 * {@code CI} it fails, so that no missing program goes unnoticed there.
 *
 * <p>An extension of a class is asked for its condition before anything else of the class happens,
 * whereas an assumption that fails in {@code beforeAll} leaves no trace in the build's report.
 */
abstract class Provision implements ExecutionCondition, BeforeAllCallback {

  /** Installs it, unless it is there. */
  abstract void install() throws IOException, InterruptedException;

  /** Starts what is to run during the tests. */
  void start() throws IOException, InterruptedException {}

  @Override
  public final ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (context.getTestMethod().isPresent()) {
      return ConditionEvaluationResult.enabled("What the class needs is installed.");
    }
    return condition(System.getenv("CI") != null);
  }

  /**
   * Whether the tests can run.
   *
   * @param required whether they have to
   */
  final ConditionEvaluationResult condition(boolean required) {
    try {
      install();
      return ConditionEvaluationResult.enabled("What the class needs is installed.");
    } catch (ProgramFailedException e) {
      if (required) {
        throw new IllegalStateException(
            "The environment variable CI is set, but a program that a test needs cannot be run; install it, or unset CI to have the test skipped. "
                + e.getMessage(),
            e);
      }
      return ConditionEvaluationResult.disabled(e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted during an installation.", e);
    }
  }

  @Override
  public final void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
    start();
  }
}
