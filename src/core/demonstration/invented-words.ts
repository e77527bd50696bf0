// The words that invented people, places and firms are made of.

export const SURNAMES = '清和安宁云松柏石林江夏温岳简卓凌沐桑谷麦';

export const MALE_NAMES: readonly [string, ...string[]] = [
  '知远',
  '景明',
  '承泽',
  '向阳',
  '立诚',
  '思齐',
  '文博',
  '怀瑾',
  '长风',
  '子衡',
  '守正',
  '明哲',
  '以恒',
  '书言',
  '望舒',
  '振邦',
];
export const FEMALE_NAMES: readonly [string, ...string[]] = [
  '若兰',
  '静姝',
  '念慈',
  '婉清',
  '晓棠',
  '书瑶',
  '若水',
  '采薇',
  '秋实',
  '映雪',
  '佩兰',
  '素心',
  '知夏',
  '月华',
  '惠宁',
  '嘉禾',
];
export const CHILD_NAMES: readonly [string, ...string[]] = [
  '小满',
  '一诺',
  '乐言',
  '嘉树',
  '可心',
  '星野',
  '时雨',
  '朵朵',
  '沐阳',
  '晨曦',
  '一鸣',
  '果果',
];

/** Region codes begin with 89, which GB/T 2260 assigns to no province. */
export const DISTRICTS: readonly [District, ...District[]] = [
  { region: '890102', name: '示例区' },
  { region: '890103', name: '样例区' },
  { region: '890104', name: '试行区' },
  { region: '890181', name: '演练县' },
];

export interface District {
  readonly region: string;
  readonly name: string;
}

export const CITY = '演示市';
export const PROVINCE = '演示省';

export const STREETS: readonly [string, ...string[]] = [
  '银杏路',
  '梧桐街',
  '青石巷',
  '清泉路',
  '学府街',
  '望江路',
  '向阳路',
  '槐荫街',
  '长桥路',
  '和平里',
  '桂花巷',
  '朝晖路',
];

/** Ethnicities of the invented population, GB/T 3304 codes; 汉 counts many times over. */
export const ETHNICITIES: readonly [string, ...string[]] = [
  '01',
  '01',
  '01',
  '01',
  '01',
  '01',
  '01',
  '01',
  '01',
  '01',
  '03',
  '06',
  '07',
  '08',
  '11',
  '15',
  '05',
  '02',
];

export const SHOP_NAMES: readonly [string, ...string[]] = [
  '清和小吃店',
  '巷口面馆',
  '安记早餐店',
  '云松茶坊',
  '阿麦烘焙坊',
  '江畔火锅店',
  '邻里便利店',
  '青禾鲜果行',
];
export const COMPANY_NAMES: readonly [string, ...string[]] = [
  '远桥物流有限公司',
  '禾木餐饮管理有限公司',
  '晴川商贸有限公司',
  '同泰货运有限公司',
  '沐光美容服务有限公司',
  '栖云酒店管理有限公司',
];
