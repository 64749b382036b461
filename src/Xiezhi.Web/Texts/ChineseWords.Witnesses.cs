using Xiezhi.Ledger.Witnesses;

namespace Xiezhi.Web.Texts;

public sealed partial class ChineseWords
{
    public override string WitnessesTitle => "见证";
    public override string NoWitnesses => "这本账还没有外部的见证，持有者仍可能给两个读者看两本不同的账：请与别的读者比较封存点。";
    public override string WitnessesLead(string? cosigned, long behind) => cosigned is null
        ? "还没有一个封存点得到足够的见证。"
        : behind == 0 ? $"最新的封存点已得到足够的见证，共{cosigned}条记录。" : $"得到足够见证的最新封存点有{cosigned}条记录，此后又增加了{behind:N0}条。";
    public override string WitnessColumn => "见证方";
    public override string WitnessStands => "已见证的记录数";
    public override string WitnessBehind => "落后";
    public override string WitnessState => "状态";
    public override string CosignedNote => "带见证签名的封存点";
    public override string StateOf(WitnessState witness, string? since, string? at) =>
        witness.Forked ? "拒绝见证：它见证过的不是这本账的前一段，须立即查明" : since is not null ? $"自{since}起没有回应" : witness.Trouble is not null ? "没有见证" : at is not null ? $"{at}见证" : "尚未回应";
}
