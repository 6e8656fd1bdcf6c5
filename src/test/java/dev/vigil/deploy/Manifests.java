package dev.vigil.deploy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Manifests as Kubernetes' own types. A field that they do not know, or that is there twice, is an error. */
record Manifests(List<HasMetadata> objects) {

    static final Path FOLDER = Path.of("k8s");

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "v1 Namespace", Namespace.class,
            "v1 ServiceAccount", ServiceAccount.class,
            "v1 Service", Service.class,
            "v1 ConfigMap", ConfigMap.class,
            "apps/v1 StatefulSet", StatefulSet.class,
            "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class,
            "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
            "monitoring.coreos.com/v1 ServiceMonitor", ServiceMonitor.class,
            "monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class);

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .annotationIntrospector(new NoCatchAll()).build();

    /** The types put what they do not know into a map; without it Jackson says what and where. */
    private static final class NoCatchAll extends JacksonAnnotationIntrospector {

        @Serial
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated member) {
            return Boolean.FALSE;
        }
    }

    static Manifests parse(String documents) throws IOException {
        try (var parsed = YAML.readerFor(JsonNode.class).<JsonNode>readValues(documents)) {
            List<JsonNode> nodes = parsed.readAll();
            return new Manifests(Stream.ofNullable(nodes).flatMap(List::stream).map(Manifests::typed).toList());
        }
    }

    /** All manifests in this folder, but for what kustomize alone reads. */
    static Manifests in(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Manifests::isManifest).sorted().toList()) {
                // The one word of a patch that is kustomize's.
                all.append("---\n").append(Files.readString(file).replace(", $patch: delete", ""));
            }
        }
        return parse(all.toString());
    }

    private static boolean isManifest(Path file) {
        return file.toString().endsWith(".yaml") && !file.endsWith("kustomization.yaml");
    }

    private static HasMetadata typed(JsonNode node) {
        String kind = node.path("apiVersion").asText() + " " + node.path("kind").asText();
        Class<? extends HasMetadata> type = KINDS.get(kind);
        if (type == null) {
            throw new IllegalArgumentException("no such kind is expected: " + kind);
        }
        try {
            return YAML.treeToValue(node, type);
        } catch (IOException wrong) {
            throw new IllegalArgumentException(kind + ": " + wrong.getMessage(), wrong);
        }
    }

    /** The one object of this type. */
    <T extends HasMetadata> T one(Class<T> type) {
        List<T> found = objects.stream().filter(type::isInstance).map(type::cast).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of " + type.getSimpleName());
        }
        return found.get(0);
    }
}
