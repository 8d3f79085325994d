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
package io.github.flinkcomments.connector.rest.record;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.flinkcomments.connector.rest.record.json.JsonText;
import java.io.IOException;
import java.io.StringWriter;
import org.apache.flink.annotation.Internal;

/**
 * A malformed record, as somebody can read it who is to mend it.
 *
 * @param url what was asked for, with secrets masked
 * @param position which record it is: "offset 203", or "record 3 of page 7", counted from 0
 * @param cause what is wrong with it, as a clause
 * @param record the JSON that was sent, without white space between its tokens
 */
@Internal
public record DeadLetter(String url, String position, String cause, String record) {

  /** Returns it as one line of JSON, without the line's end. */
  public String toJson() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JsonText.JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("url", url);
      json.writeStringField("position", position);
      json.writeStringField("cause", cause);
      json.writeStringField("record", record);
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("A text in memory cannot be written to.", e);
    }
    return text.toString();
  }
}
