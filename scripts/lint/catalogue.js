const readAloud = /^(aria-label|aria-description|title|alt|placeholder|label|note|help|intro)$/;
const words = /[A-Za-z]{2}/;

/** True for a node whose value stands in the page: a child of an element, or an attribute that people read or hear. */
function isShown(node) {
  const { parent } = node;
  switch (parent?.type) {
    case 'JSXElement':
    case 'JSXFragment':
      return true;
    case 'JSXAttribute':
      return parent.name.type === 'JSXIdentifier' && readAloud.test(parent.name.name);
    case 'JSXExpressionContainer':
      return isShown(parent);
    case 'ConditionalExpression':
      return parent.test !== node && parent.parent.type === 'JSXExpressionContainer' && isShown(parent.parent);
    default:
      return false;
  }
}

/** Words in JSX, and in the attributes that people read or hear, are those of the catalogue alone (renderer/i18n). */
const textsFromCatalogue = {
  meta: { type: 'problem', messages: { words: 'Texts come from the catalogue: renderer/i18n/en and nl.' } },
  create(context) {
    const report = (node) => {
      context.report({ node, messageId: 'words' });
    };
    return {
      JSXText(node) {
        if (words.test(node.value)) report(node);
      },
      Literal(node) {
        if (typeof node.value === 'string' && words.test(node.value) && isShown(node)) report(node);
      },
      TemplateLiteral(node) {
        if (node.quasis.some(({ value }) => words.test(value.raw)) && isShown(node)) report(node);
      },
    };
  },
};

export default { meta: { name: 'catalogue' }, rules: { 'texts-from-catalogue': textsFromCatalogue } };
