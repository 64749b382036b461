using System.Text.Json.Serialization;
using NodaTime;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Office.Papers;

/// <summary>A paper that was uploaded and belongs to no case yet.</summary>
/// <param name="Id">What addresses it: 26 letters and digits; whoever has it may look at the paper and hand it in.</param>
/// <param name="Name">The file's name, without folders.</param>
/// <param name="Type">The sniffed media type.</param>
public sealed record UploadedPaper(string Id, string Name, string Type, long Length, ContentHash Content, Instant Received);

/// <summary>What became of an upload.</summary>
public abstract record PaperAnswer
{
    private PaperAnswer() { }

    public sealed record Received(UploadedPaper Paper) : PaperAnswer;

    /// <summary>It is not taken; nothing of it was kept.</summary>
    public sealed record NotTaken(PaperFault Fault, Title Words) : PaperAnswer;
}

/// <summary>Why an upload is not taken.</summary>
public enum PaperFault { Empty, TooLarge, WrongType, WrongName, CutOff }

/// <summary>What is sealed of a paper beside its content.</summary>
internal sealed record PaperNote(string Id, byte[] Key, string Name, string Type, long Length, string Content);

[JsonSerializable(typeof(PaperNote))]
internal sealed partial class PaperJson : JsonSerializerContext;
