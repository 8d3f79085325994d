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
package io.github.flinkcomments.benchmarks.job;

import io.github.flinkcomments.examples.CommentsToDelta;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The example job as it is, in this process with a whole cluster around it, and its heap watched.
 *
 * <p>The first argument is the file that the {@link HeapPeaks} are written to; the others are the
 * job's. The process fails if the job does.
 */
final class MeasuredJob {

  private MeasuredJob() {}

  public static void main(String[] arguments) throws IOException {
    HeapWatch heap = HeapWatch.start();
    CommentsToDelta.main(Arrays.copyOfRange(arguments, 1, arguments.length));
    heap.peaks().write(Path.of(arguments[0]));
    System.exit(0);
  }
}
