package io.github.azurediscovery.azure.http;

import java.nio.charset.StandardCharsets;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import reactor.core.publisher.Mono;

/**
 * Percent-encodes characters that are invalid in a URL. Compute returns links to the next
 * page in which spaces and quotes of the filter are not encoded (azure-rest-api-specs
 * issue 25640).
 */
final class UrlEncodingPolicy implements HttpPipelinePolicy {

	private static final String ALLOWED = "-._~:/?#[]@!$&'()*+,;=%";

	@Override
	public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
		String url = context.getHttpRequest().getUrl().toString();
		String encoded = encode(url);
		if (!encoded.equals(url)) {
			context.getHttpRequest().setUrl(encoded);
		}
		return next.process();
	}

	static String encode(String url) {
		StringBuilder encoded = new StringBuilder(url.length() + 16);
		for (byte octet : url.getBytes(StandardCharsets.UTF_8)) {
			char c = (char) (octet & 0xff);
			if (c < 128 && (Character.isLetterOrDigit(c) || ALLOWED.indexOf(c) >= 0)) {
				encoded.append(c);
			}
			else {
				encoded.append(String.format("%%%02X", octet & 0xff));
			}
		}
		return encoded.toString();
	}

}
