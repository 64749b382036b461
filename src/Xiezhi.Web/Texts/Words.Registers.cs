namespace Xiezhi.Web.Texts;

public abstract partial class Words
{
    public string RegistersTitle => Say("名册", "Registers");
    public string RegistersLead => Say("名册由办件中的行为写入，随时可以从记录重新算出；这里只列公开的字段。", "Registers are written by the acts of cases and can be made again from their entries at any time; only public fields are listed here.");
    public string ItemKey => Say("编号", "Number");
    public string ItemSince => Say("起", "Since");

    public string ItemsInForce(int inForce, int all) => Say($"有效{inForce:N0}条，共{all:N0}条", $"{inForce:N0} in force, {all:N0} in all");

    /// <param name="ended">Whether the item ended on the day.</param>
    public string Since(DateOnly day, bool ended) => Say($"{day:yyyy-MM-dd}{(ended ? "失效" : "")}", $"{(ended ? "ended " : "")}{day:yyyy-MM-dd}");
}
