using Microsoft.AspNetCore.Components;

namespace Xiezhi.Web.Features;

/// <summary>Every page and part: it knows in which language and for which site it is shown, and takes all else as values.</summary>
public abstract class ViewComponent : ComponentBase
{
    [CascadingParameter]
    public required View View { get; set; }

    protected Texts.Words Words => View.Words;
}
