package io.github.azurediscovery.test.arm;

import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;

import io.github.azurediscovery.test.estate.AzureEstate;
import io.github.azurediscovery.test.http.AzureOperation;
import io.github.azurediscovery.test.http.HttpAnswer;
import io.github.azurediscovery.test.http.IncomingRequest;
import io.github.azurediscovery.test.http.NextLink;
import io.github.azurediscovery.test.http.SimulatedEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Azure Resource Manager.
 */
public final class SimulatedArm implements SimulatedEndpoint {

	private static final int PAGE_SIZE = 100;

	private final AzureEstate estate;

	private final SimulatedAccess access;

	private final SimulatedQuotas quotas;

	private final ResourceLister lists;

	private final RenderedListCache rendered;

	private final Map<AzureOperation, Integer> pageSizes = new EnumMap<>(AzureOperation.class);

	/**
	 * Create Azure Resource Manager.
	 * @param estate what exists
	 * @param access who may read what
	 * @param quotas how much may still be asked
	 * @param executor renders lists ahead
	 */
	public SimulatedArm(AzureEstate estate, SimulatedAccess access, SimulatedQuotas quotas, Executor executor) {
		this.estate = estate;
		this.access = access;
		this.quotas = quotas;
		this.lists = new ResourceLister(estate);
		this.rendered = new RenderedListCache(executor);
	}

	/**
	 * Set how many items stand on a page.
	 * @param operation the list
	 * @param items at least 1
	 */
	public void pageSize(AzureOperation operation, int items) {
		if (items < 1) {
			throw new IllegalArgumentException("A page of " + operation + " must hold at least 1 item, not " + items);
		}
		synchronized (this.pageSizes) {
			this.pageSizes.put(operation, items);
		}
		changed();
	}

	/**
	 * Render again what was asked for: the estate, the rights or the page sizes changed.
	 */
	public void changed() {
		this.rendered.changed();
	}

	/**
	 * Return to pages of 100 items and forget what was asked for.
	 */
	public void clear() {
		synchronized (this.pageSizes) {
			this.pageSizes.clear();
		}
		this.rendered.clear();
	}

	@Override
	public AzureOperation operationOf(IncomingRequest request) {
		return ArmTarget.of(request).operation();
	}

	@Override
	public HttpAnswer answer(IncomingRequest request) {
		HttpAnswer answer;
		try {
			answer = answer(request, ArmTarget.of(request));
		}
		catch (ArmRefusalException ex) {
			answer = ex.answer();
		}
		String id = UUID.randomUUID().toString();
		return answer.header("Cache-Control", "no-cache")
			.header("Pragma", "no-cache")
			.header("Expires", "-1")
			.header("Vary", "Accept-Encoding")
			.header("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
			.header("X-Content-Type-Options", "nosniff")
			.header("x-ms-request-id", id)
			.header("x-ms-correlation-request-id", id);
	}

	private HttpAnswer answer(IncomingRequest request, ArmTarget target) {
		Map<String, String> query = request.query();
		TokenSubject subject = this.access.identify(request);
		ApiVersionCheck.check(target.operation(), query);
		if (target.operation() == AzureOperation.ARM_OTHER) {
			throw new ArmRefusalException(404, "InvalidResourceType",
					"The simulated Azure does not know " + request.path() + ".");
		}
		if (!request.method().equals("GET")) {
			throw new ArmRefusalException(405, "MethodNotAllowed",
					"The simulated Azure answers GET only, not " + request.method() + ".");
		}
		if (target.operation() == AzureOperation.VM_LIST && query.containsKey("$expand")) {
			throw new ArmRefusalException(400, "InvalidParameter",
					"The $expand query parameter is supported only together with the $filter on the scale set.",
					"$expand");
		}
		if (target.operation() == AzureOperation.VM_STATUS_LIST && target.group() != null) {
			throw new ArmRefusalException(400, "InvalidParameter",
					"The statusOnly query parameter is supported only for a whole subscription.", "statusOnly");
		}
		this.access.check(subject, target);
		HttpAnswer refusal = this.quotas.refusal(subject, target);
		if (refusal != null) {
			return refusal;
		}
		if (target.operation() == AzureOperation.SCALE_SET_GET) {
			Object json = this.estate
				.read(() -> ScaleSetView.of(TargetGroups.of(this.estate, target).scaleSet(target.requiredScaleSet()))
					.json());
			return this.quotas.headers(HttpAnswer.json(200, json), subject, target, 1);
		}
		RenderedList.Page page = list(request, target, query, subject).at(query.get("$skiptoken"));
		return this.quotas.headers(HttpAnswer.json(200, page.body()), subject, target, page.items());
	}

	private RenderedList list(IncomingRequest request, ArmTarget target, Map<String, String> query,
			TokenSubject subject) {
		ListKey key = new ListKey(NextLink.after(request, ""),
				(target.operation() == AzureOperation.RESOURCE_LIST) ? subject.name() : "");
		return this.rendered.list(key, () -> {
			ReadRights rights = this.access.of(subject);
			return this.estate.read(() -> new RenderedList(
					this.lists.items(target, query, (type, id) -> rights.allow(type + "/read", id)),
					pageSize(target.operation(), query.get("$top")), (token) -> NextLink.after(request, token)));
		});
	}

	private int pageSize(AzureOperation operation, @Nullable String top) {
		synchronized (this.pageSizes) {
			int size = this.pageSizes.getOrDefault(operation, PAGE_SIZE);
			if (operation == AzureOperation.RESOURCE_LIST && top != null && top.matches("\\d{1,4}")) {
				return Math.max(1, Math.min(size, Integer.parseInt(top)));
			}
			return size;
		}
	}

	/**
	 * What tells a rendered list from others.
	 *
	 * @param link the link to its first page
	 * @param subject the subject that sees it, empty if all subjects see the same
	 */
	private record ListKey(String link, String subject) {
	}

}
