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
package io.github.flinkcomments.examples.pipeline;

import io.github.flinkcomments.examples.script.ScriptException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A script, wherever it comes from.
 *
 * @param name how messages call it
 * @param pipelineName how the pipeline is called unless the script sets {@code pipeline.name}
 * @param text what it says
 * @param directory what its directory of snapshots is called, if not like the pipeline
 * @param sources lines that say where it reads from, shown at the start
 */
public record PipelineScript(
    String name,
    String pipelineName,
    String text,
    Optional<String> directory,
    List<String> sources) {

  /** Copies the list. */
  public PipelineScript {
    sources = List.copyOf(sources);
  }

  /**
   * Reads a file; the pipeline is called like it.
   *
   * @throws ScriptException if there is no such file, or it is not text
   */
  public static PipelineScript of(Path file) throws ScriptException {
    String fileName = String.valueOf(file.getFileName());
    try {
      return new PipelineScript(
          fileName,
          fileName.replaceFirst("\\.[^.]*$", ""),
          Files.readString(file),
          Optional.empty(),
          List.of());
    } catch (NoSuchFileException e) {
      throw new ScriptException(
          "There is no script %s; give the path of a file with SQL statements.".formatted(file));
    } catch (MalformedInputException e) {
      throw new ScriptException("The script %s is not UTF-8 text.".formatted(file));
    } catch (IOException e) {
      throw new ScriptException(
          "The script %s cannot be read: %s.".formatted(file, e.getMessage()));
    }
  }
}
