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
package io.github.flinkcomments.examples.suggest;

import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Asks an API a few questions, and prints a draft of its table. */
@Command(
    name = "suggest.sh",
    description = {
      "Asks an API at most 10 questions, one after the other, and prints a draft of its table: a"
          + " CREATE TABLE statement for the connector 'rest', with comments about what it saw and"
          + " what it could not see.",
      "Exit code 1 and one sentence on standard error if the URL leads to no listing in JSON."
    },
    sortOptions = false)
public final class Suggest implements Callable<Integer> {

  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final int MAX_BODY_BYTES = 32 << 20;
  private static final int MAX_PORT = 65_535;

  @Spec private CommandSpec command;

  @CommandLine.Parameters(
      paramLabel = "URL",
      description = "The listing, as in https://host/comments, without parameters for paging.")
  private String url;

  @Option(
      names = "--header",
      paramLabel = "'NAME: VALUE'",
      converter = HeaderConverter.class,
      description =
          "A header of each request; may be given several times. The draft has a variable in place"
              + " of its value.")
  private List<Header> headers = List.of();

  @Option(names = "--help", usageHelp = true, description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // Only picocli looks at it.
  private boolean help;

  private final Duration deadline;

  /**
   * @param deadline of each request, over its whole answer
   */
  Suggest(Duration deadline) {
    this.deadline = deadline;
  }

  public static void main(String[] arguments) {
    System.exit(commandLine(DEADLINE).execute(arguments));
  }

  static CommandLine commandLine(Duration deadline) {
    return new CommandLine(new Suggest(deadline))
        .setParameterExceptionHandler(
            (wrong, arguments) -> {
              PrintWriter err = wrong.getCommandLine().getErr();
              err.println(wrong.getMessage().replaceFirst("[^.]$", "$0."));
              err.println("--help lists the options.");
              return CommandLine.ExitCode.USAGE;
            })
        .setExecutionExceptionHandler(
            (failure, failed, parsed) -> {
              failed.getErr().println(failed.getColorScheme().errorText(failure.getMessage()));
              return CommandLine.ExitCode.SOFTWARE;
            });
  }

  @Override
  public Integer call() throws NoListingException, InterruptedException {
    HttpApi api = new HttpApi(headers, deadline, MAX_BODY_BYTES);
    String draft = Draft.of(Interview.of(api, listing()), headers);
    command.commandLine().getOut().print(draft);
    command.commandLine().getOut().flush();
    return CommandLine.ExitCode.OK;
  }

  private URI listing() {
    URI listing;
    try {
      listing = new URI(url);
    } catch (URISyntaxException e) {
      throw new ParameterException(
          command.commandLine(),
          "The URL has an invalid character at position %d; percent-encode it."
              .formatted(e.getIndex()));
    }
    if (!List.of("http", "https").contains(String.valueOf(listing.getScheme()))
        || listing.getHost() == null) {
      throw new ParameterException(
          command.commandLine(),
          "The URL must be absolute and of HTTP, as in https://host/comments.");
    }
    if (listing.getPort() > MAX_PORT) {
      throw new ParameterException(
          command.commandLine(),
          "The URL has the port %d, but the largest one is %d."
              .formatted(listing.getPort(), MAX_PORT));
    }
    if (listing.getUserInfo() != null) {
      throw new ParameterException(
          command.commandLine(),
          "The URL holds a user and password; give them as --header 'Authorization: Basic …'.");
    }
    return listing;
  }

  /** Says what is wrong with a header without showing it. */
  static final class HeaderConverter implements ITypeConverter<Header> {

    @Override
    public Header convert(String text) {
      try {
        return Header.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
