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
package io.github.flinkcomments.connector.rest.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlReferenceTest {

  /** The examples of RFC 3986, section 5.4, but for fragments, which are not part of a request. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      emptyValue = "",
      value = {
        "g http://a/b/c/g",
        "./g http://a/b/c/g",
        "g/ http://a/b/c/g/",
        "/g http://a/g",
        "//g http://g",
        "?y http://a/b/c/d;p?y",
        "g?y http://a/b/c/g?y",
        "#s http://a/b/c/d;p?q",
        "g#s http://a/b/c/g",
        ";x http://a/b/c/;x",
        "g;x http://a/b/c/g;x",
        "'' http://a/b/c/d;p?q",
        ". http://a/b/c/",
        "./ http://a/b/c/",
        ".. http://a/b/",
        "../ http://a/b/",
        "../g http://a/b/g",
        "../.. http://a/",
        "../../ http://a/",
        "../../g http://a/g",
        "../../../g http://a/g",
        "../../../../g http://a/g",
        "/./g http://a/g",
        "/../g http://a/g",
        "g. http://a/b/c/g.",
        ".g http://a/b/c/.g",
        "g.. http://a/b/c/g..",
        "..g http://a/b/c/..g",
        "./../g http://a/b/g",
        "./g/. http://a/b/c/g/",
        "g/./h http://a/b/c/g/h",
        "g/../h http://a/b/c/h",
        "g?y/./x http://a/b/c/g?y/./x",
        "https://other/x https://other/x",
      })
  void isResolvedAsTheStandardSays(String reference, String target) {
    assertThat(UrlReference.parse(reference).resolve(URI.create("http://a/b/c/d;p?q")))
        .hasToString(target);
  }

  @Test
  void hostWithoutAPathHasARoot() {
    assertThat(UrlReference.parse("c").resolve(URI.create("http://a"))).hasToString("http://a/c");
    assertThat(UrlReference.parse("?c=1").resolve(URI.create("http://a")))
        .hasToString("http://a?c=1");
  }

  @Test
  void whatServersWriteIsEncodedOnce() {
    assertThat(UrlReference.parse("/a b?q=ü|%20%2").resolve(URI.create("http://a")))
        .hasToString("http://a/a%20b?q=%C3%BC%7C%20%252");
    assertThat(UrlReference.ofHeader("/\u00C3\u00BC").resolve(URI.create("http://a")))
        .hasToString("http://a/%C3%BC");
  }

  @Test
  void colonWithoutASchemeIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> UrlReference.parse("a b:c"));
  }

  @Test
  void hostMayBeInternational() {
    assertThat(UrlReference.parse("//münchen.example/a").resolve(URI.create("http://a")))
        .hasToString("http://xn--mnchen-3ya.example/a");
  }

  @Test
  void mistakeInAHostIsNamedByItsPlace() {
    UrlReference reference = UrlReference.parse("http://[::x]/a");
    assertThatIllegalArgumentException()
        .isThrownBy(reference::toUri)
        .withMessageStartingWith("The URL is malformed at position 11: ");
  }
}
