package io.github.azurediscovery.spring.actuate;

import java.util.List;
import java.util.Map;

/**
 * Targets that share labels, in the format of Prometheus's
 * <a href= "https://prometheus.io/docs/prometheus/latest/http_sd/">HTTP service
 * discovery</a>.
 *
 * @param targets the addresses, each {@code host:port}
 * @param labels the labels by name, sorted
 */
public record PrometheusTargetGroup(List<String> targets, Map<String, String> labels) {

}
