using System.Buffers.Binary;
using System.Buffers.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Xiezhi.Web.Features.Api;

/// <summary>Pages that follow one another by the place of their last item, so that what arrives meanwhile shifts nothing.</summary>
internal static class Paging
{
    public static Parameter After { get; } = Parameter.Query("after", "从哪里接着翻；照抄上一页 next 里的值。", "Where the page goes on: as it stands in next of the page before.");

    public static Parameter Take { get; } = Parameter.Query("take", "一页几条，1 到 200，默认 50。", "Items of a page, 1 to 200; 50 when left out.", """{"type":"integer","minimum":1,"maximum":200}""");

    public static Problem Unknown { get; } = Problem.Unreadable("after", "after 不是上一页 next 里的值。", "after is not from next of a page before.");

    public static string Write(params ReadOnlySpan<long> numbers)
    {
        Span<byte> bytes = stackalloc byte[numbers.Length * sizeof(long)];
        for (var i = 0; i < numbers.Length; i++) { BinaryPrimitives.WriteInt64BigEndian(bytes[(i * sizeof(long))..], numbers[i]); }
        return Base64Url.EncodeToString(bytes);
    }

    public static bool TryRead(string cursor, out long[] numbers)
    {
        numbers = [];
        Span<byte> bytes = stackalloc byte[64];
        if (cursor.Length > 80 || !Base64Url.IsValid(cursor) || !Base64Url.TryDecodeFromChars(cursor, bytes, out var length) || length % sizeof(long) != 0) { return false; }
        numbers = new long[length / sizeof(long)];
        for (var i = 0; i < numbers.Length; i++) { numbers[i] = BinaryPrimitives.ReadInt64BigEndian(bytes[(i * sizeof(long))..]); }
        return true;
    }

    /// <summary>The address of the next page: this one, after another place.</summary>
    public static string Next(ApiCall call, string cursor)
    {
        var request = call.Http.Request;
        var kept = request.Query.Where(value => value.Key != "after").SelectMany(value => value.Value, (value, text) => KeyValuePair.Create(value.Key, text));
        return QueryHelpers.AddQueryString(request.Path.ToUriComponent(), kept.Append(KeyValuePair.Create<string, string?>("after", cursor)));
    }

    /// <summary>Names the next page in a header too.</summary>
    public static Reply Linked(this Reply reply, string? next) => next is null ? reply : reply.With("Link", $"<{next}>; rel=\"next\"");
}
