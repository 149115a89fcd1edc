using System.Text;
using Larder.Cli.Http;
using Larder.Testing;

namespace Larder.Cli.Tests.Http;

public sealed class ReplyParserSpec
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, "hello")]
    [InlineData("HTTP/1.1 200 OK\r\ncontent-LENGTH:5 \r\nX: y\r\n\r\nhello", 200, "hello")]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", 404, "")]
    [InlineData("HTTP/1.1 201\r\nContent-Length: 0\r\n\r\n", 201, "")]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", 204, "")]
    [InlineData("HTTP/1.1 304 Not Modified\r\nContent-Length: 100\r\n\r\n", 304, "")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", 200, "ok")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", 200, "hello")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n2;x=y\r\nhe\r\n3 \r\nllo\r\n0\r\nT: 1\r\n\r\n", 200, "hello")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 200, "")]
    public void A_response_is_read_in_pieces_of_every_size(string text, int status, string body)
    {
        for (var size = 1; size <= text.Length; size++)
        {
            var parser = new ReplyParser();

            var reply = Feed(parser, text, size);

            Assert.Equal(status, reply.Status);
            Assert.Equal(body, Encoding.Latin1.GetString(reply.Body.Span));
            Assert.False(reply.ClosesConnection);
        }
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok")]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok")]
    public void A_server_that_will_close_is_seen(string text)
    {
        var reply = Feed(new ReplyParser(), text, 7);

        Assert.True(reply.ClosesConnection);
    }

    [Fact]
    public void Without_a_length_the_body_ends_with_the_connection()
    {
        var parser = new ReplyParser();
        Read(parser, "HTTP/1.1 200 OK\r\n\r\nhel");
        Read(parser, "lo");
        var early = parser.TryTake(out _);
        parser.Advance(0);

        var isComplete = parser.TryTake(out var reply);

        Assert.False(early);
        Assert.True(isComplete);
        Assert.True(reply.ClosesConnection);
        Assert.Equal("hello", Encoding.Latin1.GetString(reply.Body.Span));
    }

    [Fact]
    public void A_parser_reads_one_response_after_the_other()
    {
        var parser = new ReplyParser();
        var first = Feed(parser, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n0\r\n\r\n", 4).Body.ToArray();
        parser.Reset();

        var second = Feed(parser, "HTTP/1.1 404 X\r\nContent-Length: 3\r\n\r\ntwo", 4);

        Assert.Equal("one"u8.ToArray(), first);
        Assert.Equal(404, second.Status);
        Assert.Equal("two"u8.ToArray(), second.Body.ToArray());
    }

    [Fact]
    public void A_body_larger_than_the_buffer_is_read_whole()
    {
        var body = new string('x', 1_000_000);

        var reply = Feed(new ReplyParser(), $"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n{body}", 70_000);

        Assert.Equal(1_000_000, reply.Body.Length);
    }

    [Theory]
    [InlineData("HELLO\r\n\r\n", "first line")]
    [InlineData("HTTP/2 200 OK\r\n\r\n", "first line")]
    [InlineData("HTTP/1.1 20x OK\r\n\r\n", "first line")]
    [InlineData("HTTP/1.1 099 OK\r\n\r\n", "first line")]
    [InlineData("\r\n\r\n", "first line")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", "Content-Length is no number")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "Content-Length is no number")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", "Content-Length is given twice")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", "larger than")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nab", "more bytes came")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n", "Transfer-Encoding")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", "length of a chunk")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n", "length of a chunk")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n", "length of a chunk")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc", "longer than announced")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nmore", "after the last chunk")]
    public void What_is_no_response_is_refused_with_the_reason(string text, string reason)
    {
        var fault = Assert.Throws<MalformedReplyException>(() => Feed(new ReplyParser(), text, text.Length));

        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nConten", "header")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel", "body")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel", "body")]
    public void A_connection_that_ends_too_early_is_refused(string text, string where)
    {
        var parser = new ReplyParser();
        Read(parser, text);
        Assert.False(parser.TryTake(out _));
        parser.Advance(0);

        var fault = Assert.Throws<MalformedReplyException>(() => parser.TryTake(out _));

        Assert.Equal($"the connection was closed within the {where}", fault.Message);
    }

    [Fact]
    public void A_header_without_an_end_is_refused_before_it_fills_memory()
    {
        var parser = new ReplyParser();

        var fault = Assert.Throws<MalformedReplyException>(
            () => Feed(parser, "HTTP/1.1 200 OK\r\nX: " + new string('x', 200_000), 1000));

        Assert.Contains("header is larger than 65,536 bytes", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_bytes_are_a_response_or_refused_and_nothing_else()
    {
        const string Valid = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
        SeededRandom.Run(random =>
        {
            for (var round = 0; round < 5_000; round++)
                FeedChanged(Valid, random);
        });
    }

    private static void FeedChanged(string valid, SeededRandom random)
    {
        var bytes = Encoding.Latin1.GetBytes(valid);
        for (var change = random.Next(1, 6); change > 0; change--)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);

        try
        {
            _ = Feed(new ReplyParser(), Encoding.Latin1.GetString(bytes), random.Next(1, bytes.Length));
        }
        catch (MalformedReplyException)
        {
            // One of the two outcomes that are allowed; any other exception fails the test.
        }
    }

    /// <summary>Feeds the text in pieces, ends the connection if that was not enough, and returns the response.</summary>
    private static Reply Feed(ReplyParser parser, string text, int size)
    {
        var isComplete = false;
        Reply reply = default;
        for (var at = 0; at < text.Length; at += size)
        {
            Read(parser, text.Substring(at, Math.Min(size, text.Length - at)));
            isComplete = parser.TryTake(out reply);
        }

        if (!isComplete)
        {
            parser.Advance(0);
            isComplete = parser.TryTake(out reply);
        }

        return isComplete ? reply : throw new MalformedReplyException("the response is not complete");
    }

    private static void Read(ReplyParser parser, string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        while (bytes.Length > 0)
        {
            var count = Math.Min(bytes.Length, parser.Free.Length);
            bytes.AsSpan(0, count).CopyTo(parser.Free.Span);
            parser.Advance(count);
            bytes = bytes[count..];
        }
    }
}
