package dev.syncedstore.server.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

import dev.syncedstore.core.protocol.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RequestBodyTests {

	private static final int LIMIT = 10_000;

	@ParameterizedTest
	@ValueSource(
			strings = { "application/json", "application/json;charset=UTF-8", "Application/JSON; charset=\"utf-8\"" })
	void jsonInUtf8IsRead(String contentType) throws IOException {
		assertThat(RequestBody.read(request(contentType, utf8("{\"a\":\"ü€𝄞\"}")), LIMIT))
			.isEqualTo("{\"a\":\"ü€𝄞\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/problem+json", "application/json;charset=ISO-8859-1",
			"application/x-www-form-urlencoded", "nonsense", "application/*", "*/*",
			"application/json;charset=nonsense" })
	void anythingElseIsUnsupported(String contentType) {
		assertRefused(request(contentType, utf8("{}")), ProblemCode.UNSUPPORTED_MEDIA_TYPE);
	}

	@Test
	void aMissingContentTypeIsUnsupported() {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/");
		request.setContent(utf8("{}"));
		assertRefused(request, ProblemCode.UNSUPPORTED_MEDIA_TYPE);
	}

	@Test
	void whatIsNotUtf8IsRefused() {
		for (byte[] bytes : new byte[][] { { '"', (byte) 0xff, '"' }, { '"', (byte) 0xc3 },
				{ '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"' }, { '"', (byte) 0xc0, (byte) 0x80, '"' } }) {
			assertRefused(request("application/json", bytes), ProblemCode.INVALID_REQUEST);
		}
	}

	@Test
	void theSizeIsBounded() throws IOException {
		assertThat(RequestBody.read(request("application/json", new byte[LIMIT]), LIMIT)).hasSize(LIMIT);
		assertRefused(request("application/json", new byte[LIMIT + 1]), ProblemCode.REQUEST_TOO_LARGE);
	}

	@Test
	void aBodyWithoutALengthIsBoundedToo() {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/") {

			@Override
			public long getContentLengthLong() {
				return -1;
			}

		};
		request.setContentType("application/json");
		request.setContent(new byte[LIMIT + 1]);
		assertRefused(request, ProblemCode.REQUEST_TOO_LARGE);
	}

	@Test
	void gzipIsInflated() throws IOException {
		assertThat(RequestBody.read(gzip(compress(utf8("{\"a\":1}"))), LIMIT)).isEqualTo("{\"a\":1}");
	}

	@Test
	void theLimitCountsTheInflatedBody() throws IOException {
		byte[] bomb = compress(new byte[100_000_000]);
		assertThat(bomb).hasSizeLessThan(LIMIT * 10);
		assertRefused(gzip(bomb), ProblemCode.REQUEST_TOO_LARGE);
	}

	@Test
	void aChainOfGzipMembersIsRefusedHoweverLongItIs() throws IOException {
		for (int members : new int[] { 2, 200_000 }) {
			for (String text : new String[] { "", "{}" }) {
				byte[] member = compress(utf8(text));
				ByteArrayOutputStream chain = new ByteArrayOutputStream();
				for (int i = 0; i < members; i++) {
					chain.write(member);
				}
				assertRefused(gzip(chain.toByteArray()), ProblemCode.INVALID_REQUEST);
			}
		}
	}

	@Test
	void whatFollowsTheGzipMemberIsRefused() throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		body.write(compress(utf8("{}")));
		body.write(utf8("and more"));
		assertRefused(gzip(body.toByteArray()), ProblemCode.INVALID_REQUEST);
	}

	@Test
	void whatIsNotGzipIsRefused() throws IOException {
		assertRefused(gzip(utf8("{}")), ProblemCode.INVALID_REQUEST);
		assertRefused(gzip(new byte[0]), ProblemCode.INVALID_REQUEST);
		byte[] whole = compress(utf8("{\"a\":1}"));
		for (int length = 1; length < whole.length; length++) {
			assertRefused(gzip(java.util.Arrays.copyOf(whole, length)), ProblemCode.INVALID_REQUEST);
		}
	}

	@Test
	void otherEncodingsAreUnsupported() {
		MockHttpServletRequest request = request("application/json", utf8("{}"));
		request.addHeader("Content-Encoding", "br");
		assertRefused(request, ProblemCode.UNSUPPORTED_MEDIA_TYPE);
	}

	private static void assertRefused(MockHttpServletRequest request, ProblemCode code) {
		assertThatExceptionOfType(RefusedRequestException.class).isThrownBy(() -> RequestBody.read(request, LIMIT))
			.satisfies((ex) -> assertThat(ex.problem().code()).isEqualTo(code.code()));
	}

	private static MockHttpServletRequest request(String contentType, byte[] body) {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/");
		request.setContentType(contentType);
		request.setContent(body);
		return request;
	}

	private static MockHttpServletRequest gzip(byte[] body) {
		MockHttpServletRequest request = request("application/json", body);
		request.addHeader("Content-Encoding", "GZip");
		return request;
	}

	private static byte[] compress(byte[] bytes) throws IOException {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
			gzip.write(bytes);
		}
		return compressed.toByteArray();
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
