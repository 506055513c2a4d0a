package io.github.azurediscovery.test.arm;

import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;

import io.github.azurediscovery.test.estate.Estate;
import io.github.azurediscovery.test.http.Answer;
import io.github.azurediscovery.test.http.Handler;
import io.github.azurediscovery.test.http.NextLink;
import io.github.azurediscovery.test.http.Operation;
import io.github.azurediscovery.test.http.Request;
import org.jspecify.annotations.Nullable;

/**
 * Azure Resource Manager.
 */
public final class Arm implements Handler {

	private static final int PAGE_SIZE = 100;

	private final Estate estate;

	private final Access access;

	private final Quotas quotas;

	private final Lists lists;

	private final Rendered rendered;

	private final Map<Operation, Integer> pageSizes = new EnumMap<>(Operation.class);

	/**
	 * Create Azure Resource Manager.
	 * @param estate what exists
	 * @param access who may read what
	 * @param quotas how much may still be asked
	 * @param executor renders lists ahead
	 */
	public Arm(Estate estate, Access access, Quotas quotas, Executor executor) {
		this.estate = estate;
		this.access = access;
		this.quotas = quotas;
		this.lists = new Lists(estate);
		this.rendered = new Rendered(executor);
	}

	/**
	 * Set how many items stand on a page.
	 * @param operation the list
	 * @param items at least 1
	 */
	public void pageSize(Operation operation, int items) {
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
	public Operation operationOf(Request request) {
		return Target.of(request).operation();
	}

	@Override
	public Answer answer(Request request) {
		Answer answer;
		try {
			answer = answer(request, Target.of(request));
		}
		catch (ArmException ex) {
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

	private Answer answer(Request request, Target target) {
		Map<String, String> query = request.query();
		Subject subject = this.access.identify(request);
		ApiVersions.check(target.operation(), query);
		if (target.operation() == Operation.ARM_OTHER) {
			throw new ArmException(404, "InvalidResourceType",
					"The simulated Azure does not know " + request.path() + ".");
		}
		if (!request.method().equals("GET")) {
			throw new ArmException(405, "MethodNotAllowed",
					"The simulated Azure answers GET only, not " + request.method() + ".");
		}
		if (target.operation() == Operation.VM_LIST && query.containsKey("$expand")) {
			throw new ArmException(400, "InvalidParameter",
					"The $expand query parameter is supported only together with the $filter on the scale set.",
					"$expand");
		}
		if (target.operation() == Operation.VM_STATUS_LIST && target.group() != null) {
			throw new ArmException(400, "InvalidParameter",
					"The statusOnly query parameter is supported only for a whole subscription.", "statusOnly");
		}
		this.access.check(subject, target);
		Answer refusal = this.quotas.refusal(subject, target);
		if (refusal != null) {
			return refusal;
		}
		if (target.operation() == Operation.SCALE_SET_GET) {
			Object json = this.estate
				.read(() -> ScaleSetView.of(Scope.of(this.estate, target).scaleSet(target.requiredScaleSet())).json());
			return this.quotas.headers(Answer.json(200, json), subject, target, 1);
		}
		Pages.Page page = list(request, target, query, subject).at(query.get("$skiptoken"));
		return this.quotas.headers(Answer.json(200, page.body()), subject, target, page.items());
	}

	private Pages list(Request request, Target target, Map<String, String> query, Subject subject) {
		ListKey key = new ListKey(NextLink.after(request, ""),
				(target.operation() == Operation.RESOURCE_LIST) ? subject.name() : "");
		return this.rendered.list(key, () -> {
			Rights rights = this.access.of(subject);
			return this.estate
				.read(() -> new Pages(this.lists.items(target, query, (type, id) -> rights.allow(type + "/read", id)),
						pageSize(target.operation(), query.get("$top")), (token) -> NextLink.after(request, token)));
		});
	}

	private int pageSize(Operation operation, @Nullable String top) {
		synchronized (this.pageSizes) {
			int size = this.pageSizes.getOrDefault(operation, PAGE_SIZE);
			if (operation == Operation.RESOURCE_LIST && top != null && top.matches("\\d{1,4}")) {
				return Math.max(1, Math.min(size, Integer.parseInt(top)));
			}
			return size;
		}
	}

	/**
	 * What tells a rendered list from others.
	 *
	 * @param link the link to its first page
	 * @param subject who sees it, empty if everybody sees the same
	 */
	private record ListKey(String link, String subject) {
	}

}
