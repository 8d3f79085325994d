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
package io.github.flinkcomments.examples.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The manifest is what Flink's Kubernetes operator takes, by the operator's own schema. */
class FlinkDeploymentTest {

  private static final Path MANIFEST = Path.of("../kubernetes/flink-deployment.yaml");
  private static final String CUSTOM_RESOURCE =
      "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";
  private static final ObjectMapper YAML = new YAMLMapper();

  private final JsonNode manifest;

  FlinkDeploymentTest() throws IOException {
    manifest = YAML.readTree(MANIFEST.toFile());
  }

  @Test
  void followsTheSchemaOfTheOperator() throws IOException {
    assertThat(schema().validate(manifest)).isEmpty();
  }

  @Test
  void aMisspeltFieldWouldBeSeen() throws IOException {
    JsonNode misspelt = manifest.deepCopy();
    ((ObjectNode) misspelt.at("/spec/job")).put("upgradeMod", "savepoint");
    assertThat(schema().validate(misspelt)).hasSize(1);
  }

  @Test
  void itsEntryClassIsThere() {
    String entryClass = manifest.at("/spec/job/entryClass").asText();
    assertThatCode(() -> Class.forName(entryClass).getMethod("main", String[].class))
        .doesNotThrowAnyException();
  }

  private static Schema schema() throws IOException {
    try (InputStream in = FlinkDeploymentTest.class.getResourceAsStream(CUSTOM_RESOURCE)) {
      JsonNode schema = YAML.readTree(in).at("/spec/versions/0/schema/openAPIV3Schema");
      // The newest operator that can be had as a dependency is older than Flink 2.
      ((ArrayNode) schema.at("/properties/spec/properties/flinkVersion/enum")).add("v2_0");
      refuseUnknownFields(schema.at("/properties/spec"));
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(schema);
    }
  }

  /** Kubernetes drops them silently, or warns. */
  private static void refuseUnknownFields(JsonNode schema) {
    if (schema instanceof ObjectNode object && object.path("properties").isObject()) {
      object.put("additionalProperties", false);
    }
    schema.forEach(FlinkDeploymentTest::refuseUnknownFields);
  }
}
