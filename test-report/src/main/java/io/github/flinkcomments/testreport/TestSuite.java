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
package io.github.flinkcomments.testreport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * What Surefire reports of a test class.
 *
 * @param name its full name
 * @param tests how many of its tests ran or were skipped
 * @param seconds how long they took
 * @param skipped those that were skipped
 */
record TestSuite(String name, int tests, double seconds, List<Skipped> skipped) {

  private static final Path REPORTS = Path.of("target", "surefire-reports");

  /** A test that was skipped, and why. */
  record Skipped(String test, String reason) {}

  /** Those of a module. */
  static List<TestSuite> of(Path module) throws IOException {
    Path directory = module.resolve(REPORTS);
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    List<TestSuite> suites = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file :
          files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml")).toList()) {
        suites.add(read(file));
      }
    }
    return suites;
  }

  private static TestSuite read(Path file) throws IOException {
    Content content = new Content();
    try {
      SAXParserFactory.newInstance().newSAXParser().parse(file.toFile(), content);
    } catch (SAXException | ParserConfigurationException e) {
      throw new IOException("The report %s is malformed: %s".formatted(file, e.getMessage()), e);
    }
    return new TestSuite(content.name, content.tests, content.seconds, content.skipped);
  }

  private static final class Content extends DefaultHandler {

    private final List<Skipped> skipped = new ArrayList<>();
    private String name = "";
    private int tests;
    private double seconds;
    private String test = "";

    @Override
    public void startElement(String uri, String local, String element, Attributes attributes) {
      switch (element) {
        case "testsuite" -> {
          name = attributes.getValue("name");
          tests = Integer.parseInt(attributes.getValue("tests"));
          seconds = Double.parseDouble(attributes.getValue("time").replace(",", ""));
        }
        case "testcase" -> test = attributes.getValue("name");
        case "skipped" -> {
          String reason = attributes.getValue("message");
          skipped.add(new Skipped(test, reason == null ? "no reason given" : reason));
        }
        default -> {}
      }
    }
  }
}
