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

import java.util.ArrayList;
import java.util.List;

/** What a few answers cannot show, as questions to the documentation of the API. */
final class Unseen {

  private final Findings findings;

  Unseen(Findings findings) {
    this.findings = findings;
  }

  List<String> questions() {
    List<String> questions = new ArrayList<>();
    Paging paging = findings.paging();
    if (findings.pastTheEnd().isEmpty() && !(paging instanceof Paging.None)) {
      questions.add(
          "What comes past the end: an empty page, a short one, an error, the last page again? ('pagination.end')");
    }
    questions.add(
        "Are records hidden from some, or filtered after paging, so that pages are short or empty in the middle?");
    if (paging instanceof Paging.None) {
      questions.add("Is the listing paged at all? By which parameters, or by POST?");
    } else if (paging.indexed()) {
      questions.add("Is there a largest offset or page, such as 10,000 records?");
    } else if (paging instanceof Paging.Cursor) {
      questions.add("How long is a token valid? A job goes on from the one in its state.");
    }
    if (findings.order().isEmpty()) {
      questions.add("In which order do records come, and which parameter sets it?");
    }
    questions.add("Do new records come at the end, and are records edited or deleted later?");
    questions.add("How many requests are allowed in which time, and how many at once?");
    return questions;
  }
}
